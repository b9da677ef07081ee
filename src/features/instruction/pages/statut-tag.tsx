import { type Statut, statuts } from '../../demandes/index.ts'
import { statutsEnMots } from '../actes-labels.ts'

const COULEURS = {
  info: 'accent',
  attention: 'warning',
  succes: 'success',
  danger: 'danger',
  neutre: 'neutral',
} as const satisfies Record<(typeof statuts)[Statut]['ton'], string>

/** The state of a demande; its words say all, the colour only helps. */
export function StatutTag({ statut }: { statut: Statut }) {
  return (
    <span class="ds-tag" data-color={COULEURS[statuts[statut].ton]}>
      {statutsEnMots[statut]}
    </span>
  )
}
