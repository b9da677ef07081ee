import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { ActualiteEcrite } from '../actualites.query.ts'

/** Somebody acted on the news since its page was shown: who, and what may be done now. Deleted, it is nowhere any more. */
export function ConflitView({ ecrite }: { ecrite: ActualiteEcrite | undefined }) {
  const props = { ton: 'attention', role: 'alert', prendLeFocus: true } as const
  if (!ecrite)
    return (
      <Alert {...props} titre="Ce brouillon a été supprimé entre-temps">
        <p>
          Votre texte est ci-dessous, il n’est pas enregistré. Enregistrez-le : ce sera une nouvelle
          actualité.
        </p>
      </Alert>
    )
  return (
    <Alert {...props} titre="Une autre personne a changé cette actualité entre-temps">
      <p>
        {ecrite.par}, le {longMoment(ecrite.modifieeLe)}. Votre texte est ci-dessous, il n’est pas enregistré.{' '}
        <a href={`/agents/administration/actualites/${ecrite.numero}/relecture`}>Voir le sien</a>, ou
        enregistrez de nouveau : le vôtre le remplacera.
      </p>
    </Alert>
  )
}
