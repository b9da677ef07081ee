/** Where each thing that an administrator runs is found. A feature that gives one a page adds its line. */
const SECTIONS: readonly { href: string; titre: string; phrase: string }[] = [
  {
    href: '/agents/administration/actualites',
    titre: 'Actualités',
    phrase: 'Écrire, publier et retirer ce qui s’annonce sur l’accueil.',
  },
  {
    href: '/agents/administration/sondages',
    titre: 'Sondages',
    phrase: 'Poser une question sur l’accueil, et voir ce qui est répondu.',
  },
  {
    href: '/agents/administration/audience',
    titre: 'Audience',
    phrase: 'Voir quelles pages sont lues, et d’où l’on vient. Anonyme.',
  },
  {
    href: '/agents/administration/demarches',
    titre: 'Démarches et campagnes',
    phrase: 'Ouvrir une campagne, fermer une démarche, et dire pourquoi.',
  },
  {
    href: '/agents/administration/maintenances',
    titre: 'Maintenances',
    phrase: 'Annoncer une fermeture, la finir, et prolonger les délais qu’elle touche.',
  },
  {
    href: '/agents/administration/conditions',
    titre: 'Conditions d’utilisation',
    phrase: 'Écrire, relire et publier les conditions générales et celles de chaque démarche.',
  },
]

export function AdministrationPage() {
  return (
    <>
      <h1 tabIndex={-1}>Administration</h1>
      <p class="chapeau">
        Ce que vous faites ici est visible du public. Chaque acte est noté avec votre nom.
      </p>
      <ul class="cartes">
        {SECTIONS.map(({ href, titre, phrase }) => (
          <li class="carte">
            <h2>
              <a href={href}>{titre}</a>
            </h2>
            <p>{phrase}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
