/** Asks where the decision is to be received, while the person did not say (CRPA L112-15: express consent). */
export function ChoixDeNotification() {
  return (
    <section class="encadre">
      <h2>Où voulez-vous recevoir la décision&#160;?</h2>
      <p>
        Sans réponse de votre part, nous vous l’enverrons par la poste. Vous pouvez choisir de la recevoir
        dans votre espace, sans lettre.
      </p>
      <p>
        <a href="/espace/compte/contact#decisions">Choisir</a>
      </p>
    </section>
  )
}
