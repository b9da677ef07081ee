import { dateEnMots } from '../../../formulaire/dates.ts'
import { type DemandeDatee, type Niveau, type Raison, urgenceDe } from '../../demandes/index.ts'

const COULEURS = { vert: 'success', ambre: 'warning', rouge: 'danger' } as const satisfies Record<
  Niveau,
  string
>
const NIVEAUX = { vert: 'Rien ne presse', ambre: 'À surveiller', rouge: 'Urgent' } as const satisfies Record<
  Niveau,
  string
>

/** How soon a clock of the law runs out for a demande, and which; its words say all, the colour only helps. */
export function Urgence({ demande, today }: { demande: DemandeDatee; today: string }) {
  const { niveau, raisons } = urgenceDe(demande, today)
  return (
    <>
      <span class="ds-tag" data-color={COULEURS[niveau]}>
        {NIVEAUX[niveau]}
      </span>
      {raisons.length > 0 ? ` ${raisons.map(raisonEnMots).join(', ')}` : null}
    </>
  )
}

function raisonEnMots(raison: Raison): string {
  const le = dateEnMots(raison.le)
  switch (raison.kind) {
    case 'silence':
      return `le silence décidera le ${le}`
    case 'silence-acquis':
      return `le silence a décidé le ${le}`
    case 'complement-echu':
      return `complément en retard depuis le ${le}`
    case 'motifs-dus':
      return `motifs dus le ${le}`
  }
}
