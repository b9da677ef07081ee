import { Ligne } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'

/** Another e-mail address, which is also the identifier. */
export function AdressePage(props: { actuelle: string; typed: string; messages: readonly string[] }) {
  const { messages } = props
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Changer d’adresse électronique</h1>
      <ErrorSummary erreurs={messages.map((message) => ({ nom: 'email', message }))} />
      <p class="chapeau">
        Votre adresse actuelle est <strong>{props.actuelle}</strong>. Elle sert à vous connecter, et nous vous
        y écrivons.
      </p>
      <form method="post" action="/espace/compte/adresse" noValidate>
        <Ligne
          nom="email"
          libelle="Nouvelle adresse électronique"
          aide="Nous y enverrons un lien, valable 24 heures. Rien ne change avant que vous l’ayez suivi."
          valeur={props.typed}
          messages={messages}
          type="email"
          inputMode="email"
          autoComplete="email"
        />
        <div class="actions">
          <button type="submit" class="ds-button">
            Recevoir le lien
          </button>
          <a href="/espace/compte">Annuler</a>
        </div>
      </form>
    </div>
  )
}
