import type { Tranche } from '../tranches.ts'

const HEIGHT = 160
/** Of the room of each column, how much it fills. */
const FILL = 0.8

/** Columns for the eye, views and within them visits; the same numbers stand in a table below. */
export function Colonnes({ tranches }: { tranches: readonly Tranche[] }) {
  const most = Math.max(1, ...tranches.map(({ vues }) => vues))
  const room = 100 / tranches.length
  const column = (i: number, nombre: number, nom: string) => (
    <rect
      class={nom}
      x={`${((i + (1 - FILL) / 2) * room).toFixed(3)}%`}
      width={`${(FILL * room).toFixed(3)}%`}
      y={(HEIGHT - (nombre / most) * HEIGHT).toFixed(1)}
      height={((nombre / most) * HEIGHT).toFixed(1)}
    />
  )
  return (
    <svg class="colonnes" aria-hidden="true" width="100%" height={HEIGHT}>
      {tranches.map(({ vues, visites }, i) => (
        <>
          {column(i, vues, 'vues')}
          {column(i, visites, 'visites')}
        </>
      ))}
    </svg>
  )
}
