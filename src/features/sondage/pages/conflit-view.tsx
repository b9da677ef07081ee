import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { SondageEcrit } from '../sondage.query.ts'

/**
 * Somebody acted on the poll since its page was shown: who, and what may be done now. The words of one that was opened
 * are frozen, and one that was deleted is nowhere any more: what was typed can then only become another.
 */
export function ConflitView({ ecrit }: { ecrit: SondageEcrit | undefined }) {
  const props = { ton: 'attention', role: 'alert', prendLeFocus: true } as const
  if (!ecrit)
    return (
      <Alert {...props} titre="Ce brouillon a été supprimé entre-temps">
        <p>
          Ce que vous avez écrit est ci-dessous, ce n’est pas enregistré. Enregistrez-le : ce sera un nouveau
          sondage.
        </p>
      </Alert>
    )
  const voir = `/agents/administration/sondages/${ecrit.numero}/relecture`
  const qui = `${ecrit.par}, le ${longMoment(ecrit.modifieLe)}. Ce que vous avez écrit est ci-dessous, ce n’est pas enregistré.`
  if (ecrit.etat === 'brouillon')
    return (
      <Alert {...props} titre="Une autre personne a changé ce sondage entre-temps">
        <p>
          {qui} <a href={voir}>Voir le sien</a>, ou enregistrez de nouveau : le vôtre le remplacera.
        </p>
      </Alert>
    )
  return (
    <Alert {...props} titre={`Ce sondage a été ${ecrit.etat === 'ferme' ? 'fermé' : 'ouvert'} entre-temps`}>
      <p>
        {qui} Les mots d’un sondage ouvert une fois ne changent plus : <a href={voir}>voir ce sondage</a>, ou
        enregistrez ce que vous avez écrit comme un nouveau sondage.
      </p>
    </Alert>
  )
}
