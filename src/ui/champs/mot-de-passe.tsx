import { idDe } from '../error-summary.tsx'
import { Aide, describedBy, Messages } from './cadre.tsx'

export interface MotDePasseProps {
  nom: string
  libelle: string
  aide?: string
  messages: readonly string[]
  /** A new one: its strength is said while it is typed. */
  nouveau?: boolean
}

/** A password, which can be shown, pasted, and filled in by the browser. What was typed is never sent back. */
export function MotDePasse({ nom, libelle, aide, messages, nouveau }: MotDePasseProps) {
  const id = idDe(nom)
  const decrit = describedBy(nom, aide, messages)
  return (
    <div class="champ" {...(messages.length > 0 ? { 'data-erreur': '' } : {})}>
      <label for={id}>{libelle}</label>
      <Aide nom={nom} texte={aide} />
      <Messages nom={nom} messages={messages} />
      <div class="secret">
        <input
          id={id}
          name={nom}
          type="password"
          value=""
          autocomplete={nouveau ? 'new-password' : 'current-password'}
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={
            [decrit, nouveau ? `${id}-force` : undefined].filter(Boolean).join(' ') || undefined
          }
          aria-invalid={messages.length > 0 ? 'true' : undefined}
          {...(nouveau ? { 'data-force': `${id}-force` } : {})}
        />
        <button type="button" class="lien" data-montre={id} aria-pressed="false" hidden>
          Afficher<span class="sr"> le mot de passe</span>
        </button>
      </div>
      {nouveau ? <p class="repris" id={`${id}-force`} role="status" /> : null}
    </div>
  )
}

/** What is said of every new password. */
export const AIDE_NOUVEAU =
  'Au moins 12 caractères. Quelques mots sans rapport entre eux : facile à retenir, difficile à deviner.'
