import { type DemandeDatee, type Niveau, urgenceEnMots } from '../../demandes/index.ts'

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
  const { niveau, texte } = urgenceEnMots(demande, today)
  return (
    <>
      <span class="ds-tag" data-color={COULEURS[niveau]}>
        {NIVEAUX[niveau]}
      </span>{' '}
      {texte}
    </>
  )
}
