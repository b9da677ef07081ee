import type { SignedClient } from '../../test/support/signed-client.ts'
import { atMost, type Line } from './table.ts'
import type { World } from './world.ts'

const EXPORT = '/agents/export/pack-rentree'
/** What the web process may grow by while it sends the file, whatever the file weighs. */
const GROWS_MO = 60
/** And for a file of a year beyond what one of a few weeks took: memory does not follow the rows. */
const FOLLOWS_MO = 20
const FEW_ROWS = 20_000

interface Sent {
  rows: number
  characters: number
  seconds: number
  /** At the most, while it left. */
  rssMo: number
  heapMo: number
}

/**
 * A file of a hundred thousand demandes and more: a year of them, every column that is offered, as CSV and as a workbook.
 * @param agent whose password was given these five minutes
 */
export async function measureExport(world: World, agent: SignedClient): Promise<Line[]> {
  const { rows } = await world.database.pool.query<{ jour: string }>(
    `select deposee_le::date::text as jour from demande order by deposee_le desc offset ${FEW_ROWS} limit 1`,
  )
  const aYearAgo = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10)
  const since = rows[0]?.jour ?? aYearAgo
  const lines: Line[] = []
  for (const format of ['csv', 'xlsx'] as const) {
    const rest = await world.usage()
    const few = await send(world, agent, format, since)
    const many = await send(world, agent, format, aYearAgo)
    const what = `export, ${format}`
    lines.push(
      {
        what: `${what}, as it is sent`,
        value: `${many.rows} rows, ${(many.characters / 1e6).toFixed(0)} M characters in ${many.seconds.toFixed(1)} s`,
      },
      atMost(`${what}, memory of the web process`, many.rssMo - rest.rssMo, GROWS_MO, 'Mo more', 0),
      atMost(
        `${what}, beyond what ${few.rows} rows took of it`,
        many.rssMo - Math.max(few.rssMo, rest.rssMo),
        FOLLOWS_MO,
        'Mo more',
        0,
      ),
      {
        what: `${what}, of which objects`,
        value: `${(many.heapMo - rest.heapMo).toFixed(0)} Mo more at most`,
      },
    )
  }
  return lines
}

async function send(world: World, agent: SignedClient, format: 'csv' | 'xlsx', du: string): Promise<Sent> {
  const form = await agent.get(EXPORT)
  const au = new Date().toISOString().slice(0, 10)
  const { location, status, text } = await agent.post(EXPORT, { ...checkedIn(form.text), du, au, format })
  const id = /prepare=([\w-]+)/.exec(location ?? '')?.[1]
  if (!id) throw new Error(`export: ${status} ${text.replace(/<[^>]+>/g, ' ').slice(0, 600)}`)
  const most = await world.usage()
  let leaving = true
  const watch = async (): Promise<void> => {
    while (leaving) {
      const { rssMo, heapMo } = await world.usage()
      most.rssMo = Math.max(most.rssMo, rssMo)
      most.heapMo = Math.max(most.heapMo, heapMo)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  const watched = watch()
  const began = performance.now()
  const file = await agent.get(`/agents/export/fichiers/${id}`)
  const seconds = (performance.now() - began) / 1000
  leaving = false
  await watched
  if (file.status !== 200) throw new Error(`export: ${file.status}`)
  const { rows } = await world.database.pool.query<{ lignes: string }>(
    `select donnees ->> 'lignes' as lignes from journal where action = 'export.remis' and objet_id = $1`,
    [id],
  )
  return {
    rows: Number(rows[0]?.lignes),
    characters: file.text.length,
    seconds,
    rssMo: most.rssMo,
    heapMo: most.heapMo,
  }
}

/** The boxes of a form that are ticked when it opens, by name. */
function checkedIn(html: string): Record<string, string[]> {
  const ticked: Record<string, string[]> = {}
  for (const [input] of html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(input)?.[1]
    if (!name || !/ checked/.test(input)) continue
    ticked[name] = [...(ticked[name] ?? []), / value="([^"]*)"/.exec(input)?.[1] ?? 'on']
  }
  return ticked
}
