import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { Redaction } from '../brouillon-store.ts'
import type { VersionResume } from '../version.query.ts'

export interface ConflitProps {
  /** Where the text is written, and where everybody reads the version in force. */
  adresse: string
  adressePublique: string
  /** Where its writing stands now. */
  redaction: Redaction
  /** In force; undefined before the first publication. */
  enVigueur: VersionResume | undefined
}

/** Somebody saved, published or gave the draft up since the page was shown: who, and what may be done now. */
export function ConflitView({ adresse, adressePublique, redaction, enVigueur }: ConflitProps) {
  const { par, modifieLe } = redaction
  const qui = `${par}, le ${longMoment(modifieLe)}. Votre texte est ci-dessous, il n’est pas enregistré.`
  const props = { ton: 'attention', role: 'alert', prendLeFocus: true } as const
  if (redaction.markdown !== null)
    return (
      <Alert {...props} titre="Une autre personne a enregistré ce texte entre-temps">
        <p>
          {qui} <a href={adresse}>Voir le sien</a>, ou enregistrez de nouveau : le vôtre le remplacera.
        </p>
      </Alert>
    )
  // A publication empties the draft in its own transaction, at the same instant.
  if (enVigueur && enVigueur.publieeLe.getTime() === modifieLe.getTime())
    return (
      <Alert {...props} titre={`La version ${enVigueur.numero} a été publiée entre-temps`}>
        <p>
          {qui} <a href={adressePublique}>Lisez la version {enVigueur.numero}</a>, puis enregistrez de
          nouveau : ce sera le brouillon de la version {enVigueur.numero + 1}.
        </p>
      </Alert>
    )
  return (
    <Alert {...props} titre="Ce brouillon a été abandonné entre-temps">
      <p>{qui} Enregistrez de nouveau pour reprendre avec le vôtre.</p>
    </Alert>
  )
}
