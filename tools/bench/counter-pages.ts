import type { SignedClient } from '../../test/support/signed-client.ts'
import type { World } from './world.ts'

const DEEP_PAGE = 200

export interface Page {
  client: SignedClient
  home: string
  paths: string[]
  /** Rows of the queue that it shows, on the average of its addresses. */
  rows: number
}

/** Full on both bases. */
export const FULL = 'queue, every state, newest first'

/** Family names of a base, its oldest demandes first; one of two words among them. */
export async function namesOf({ database }: World): Promise<string[]> {
  const { rows } = await database.pool.query<{ nom: string }>(
    `select nom from (select distinct u.nom, min(d.id::text) over (partition by u.nom) as id
      from demande d join usager u on u.id = d.usager_id) n order by strpos(nom, ' ') = 0, id limit 20`,
  )
  return rows.map(({ nom }) => nom)
}

/**
 * What is measured, its addresses one after the other.
 * @param names searched on every base alike: a rare name is another search than a common one
 */
export async function counterPages(
  world: World,
  agent: SignedClient,
  usager: { client: SignedClient; reference: string },
  names: readonly string[],
): Promise<Map<string, Page>> {
  const some = await world.database.pool.query<{ reference: string }>(
    `select reference from demande order by id limit 20`,
  )
  const references = some.rows.map(({ reference }) => reference)
  const counter = (...paths: string[]) => ({ client: agent, home: '/agents', paths })
  const follow = (...paths: string[]) => ({ client: usager.client, home: '/espace', paths })
  const search = (words: readonly string[], filters: string) =>
    counter(...words.map((q) => `/agents?q=${encodeURIComponent(q)}&${filters}`))
  const asked: Record<string, Omit<Page, 'rows'>> = {
    'queue, first page': counter('/agents'),
    [FULL]: counter('/agents?statut=toutes&tri=recentes'),
    'queue, by deadline': counter('/agents?tri=echeance'),
    'queue, mine': counter('/agents?attribution=moi'),
    'queue, nobody’s': counter('/agents?attribution=aucune'),
    'queue, near deadline': counter('/agents?urgence=proche&tri=echeance'),
    'queue, overdue complement': counter('/agents?urgence=complement'),
    'queue, seem asked twice': counter('/agents?doublons=oui&statut=toutes'),
    [`queue, page ${DEEP_PAGE}`]: counter(await deepPage(agent)),
    'search by name': search(names, 'statut=toutes'),
    'search by name, what waits': search(names, 'statut=ouvertes'),
    'search by name, one state': search(names, 'statut=refusee'),
    'search by name, mine': search(names, 'statut=toutes&attribution=moi'),
    'search by name, by deadline': search(names, 'statut=toutes&tri=echeance'),
    'search by first letters': search(['ma', 'du', 'le', 'ro'], 'statut=toutes'),
    'search by first letters, what waits': search(['ma', 'du', 'le', 'ro'], 'statut=ouvertes'),
    'search by two names': search(
      names.map((nom) => `lea ${nom}`),
      'statut=toutes',
    ),
    'search by reference': search(references, 'statut=toutes'),
    'demande at the counter': counter(...references.map((reference) => `/agents/demandes/${reference}`)),
    'follow-up of a demande': follow(`/espace/demandes/${usager.reference}`),
    espace: follow('/espace'),
    statistics: counter('/agents/statistiques'),
  }
  const pages = new Map<string, Page>()
  for (const [what, page] of Object.entries(asked)) pages.set(what, { ...page, rows: await rowsOf(page) })
  return pages
}

async function rowsOf({ client, paths }: Omit<Page, 'rows'>): Promise<number> {
  let rows = 0
  for (const path of paths) {
    const { status, text } = await client.get(path)
    if (status !== 200) throw new Error(`${path}: ${status}`)
    rows += text.match(/ name="demande"/g)?.length ?? 0
  }
  return rows / paths.length
}

/** Where page 200 of the whole queue begins, or the last page that there is. */
async function deepPage(agent: SignedClient): Promise<string> {
  let path = '/agents?statut=toutes'
  for (let page = 1; page < DEEP_PAGE; page += 1) {
    const { text } = await agent.get(path)
    const next = /href="(\/agents\?[^"]*apres=[^"]*)"/.exec(text)?.[1]
    if (!next) break
    path = next.replaceAll('&amp;', '&')
  }
  return path
}
