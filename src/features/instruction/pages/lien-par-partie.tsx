import { isAllowed, type Statut } from '../../demandes/index.ts'

/** The way to the page that decides each option of each person apart, when several are asked for and it is time. */
export function LienParPartie(props: { reference: string; statut: Statut; parties: number }) {
  const { reference, statut, parties } = props
  if (parties < 2 || !isAllowed('accepter-en-partie', statut, 'agent')) return null
  return (
    <p>
      <a
        class="ds-button"
        data-variant="secondary"
        href={`/agents/demandes/${reference}/decision-par-partie`}
      >
        Décider point par point ({parties} points)
      </a>
    </p>
  )
}
