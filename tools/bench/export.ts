import type { SignedClient } from '../../test/support/signed-client.ts'
import { atMost, type Line } from './table.ts'
import type { World } from './world.ts'

const EXPORT = '/agents/export/pack-rentree'
/** What the web process may grow by while it sends the file, whatever the file weighs. */
const GROWS_MO = 60

/**
 * A file of a hundred thousand demandes and more: a year of them, every column that is offered, as CSV and as a workbook.
 * @param agent whose password was given these five minutes
 */
export async function measureExport(world: World, agent: SignedClient): Promise<Line[]> {
  return [...(await measureFormat(world, agent, 'csv')), ...(await measureFormat(world, agent, 'xlsx'))]
}

async function measureFormat(world: World, agent: SignedClient, format: 'csv' | 'xlsx'): Promise<Line[]> {
  const form = await agent.get(EXPORT)
  const year = (ago: number): string =>
    new Date(Date.now() - ago * 365 * 86_400_000).toISOString().slice(0, 10)
  const fields = { ...checkedIn(form.text), du: year(1), au: year(0), format }
  const { location, status, text } = await agent.post(EXPORT, fields)
  const id = /prepare=([\w-]+)/.exec(location ?? '')?.[1]
  if (!id) throw new Error(`export: ${status} ${text.replace(/<[^>]+>/g, ' ').slice(0, 600)}`)
  const before = await world.usage()
  const most = { ...before }
  const watch = setInterval(async () => {
    const { rssMo, heapMo } = await world.usage()
    most.rssMo = Math.max(most.rssMo, rssMo)
    most.heapMo = Math.max(most.heapMo, heapMo)
  }, 200)
  const began = performance.now()
  const file = await agent.get(`/agents/export/fichiers/${id}`)
  const seconds = (performance.now() - began) / 1000
  clearInterval(watch)
  const { rows } = await world.database.pool.query<{ lignes: string }>(
    `select donnees ->> 'lignes' as lignes from journal where action = 'export.remis' and objet_id = $1`,
    [id],
  )
  const what = `export, ${format}`
  return [
    {
      what: `${what}, as it is sent`,
      value: `${rows[0]?.lignes} rows, ${(file.text.length / 1e6).toFixed(0)} M characters in ${seconds.toFixed(1)} s (${file.status})`,
    },
    atMost(`${what}, memory of the web process`, most.rssMo - before.rssMo, GROWS_MO, 'Mo more', 0),
    {
      what: `${what}, of which objects`,
      value: `${(most.heapMo - before.heapMo).toFixed(0)} Mo more at most`,
    },
  ]
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
