/** The copy of everything: what is in it, and the button. */
export function DonneesPage() {
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Télécharger mes données</h1>
      <p class="chapeau">Une copie de tout ce que nous gardons sur vous, en un fichier.</p>
      <ul>
        <li>vos informations, votre foyer et vos choix ;</li>
        <li>vos brouillons et vos demandes, avec les réponses et les décisions ;</li>
        <li>la liste de vos documents, des messages envoyés et de l’activité de votre compte.</li>
      </ul>
      <p>
        Les documents eux-mêmes se téléchargent depuis chaque demande. Votre mot de passe n’est jamais dans le
        fichier : nous ne le connaissons pas.
      </p>
      <p>
        <a class="ds-button" href="/espace/compte/donnees.json" data-telecharge>
          Télécharger mes données (JSON)
        </a>
      </p>
      <p class="doux">
        Gardez ce fichier en lieu sûr : il contient des informations sur vous et vos enfants.
      </p>
      <p>
        <a href="/donnees-personnelles">Vos autres droits</a> ·{' '}
        <a href="/espace/compte">Revenir à mon compte</a>
      </p>
    </div>
  )
}
