import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { normaliseRecherche, STATUTS } from '../demandes/index.ts'
import { fileDAttente } from './file-d-attente.query.ts'
import { type Filtres, parseFiltres, STATUTS_OUVERTS, statutsOf, TRIS } from './filtres.ts'

let comptoir: Comptoir
let agent: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Camille', ['aide', 'foule', 'rare', 'carte'])
})
afterAll(() => comptoir.base.drop())

/** Demandes of one name each, in turn in each state, with and without an agent and a deadline; ties of three. */
async function insertNamed(demarche: string, noms: readonly string[]): Promise<string[]> {
  const ids = noms.map(() => uuidv7())
  const { id } = await comptoir.insertDemande({ demarche: 'carte' })
  await sql`insert into demande (id, reference, usager_id, demarche, definition_version, conditions_generales_version,
      conditions_version, reponses, beneficiaires, deposee_le, statut, statut_depuis, decision_implicite_le, agent_id)
    select c.id, ${demarche} || n, (select usager_id from demande where id = ${id}::uuid), ${demarche}, '1', 1, 1, '{}', nom,
      timestamptz '2026-01-01T08:00:00Z' + (n / 3) * interval '1 hour', (${[...STATUTS]}::text[])[1 + n % ${STATUTS.length}::int],
      now(), case when n % 4 > 0 then date '2026-11-20' + (n % 50)::int end,
      case when n % 5 > 1 then ${agent.agentId}::uuid end
    from unnest(${ids}::uuid[], ${[...noms]}::text[]) with ordinality c(id, nom, n)`.execute(comptoir.base.db)
  return ids
}

/** All pages of a search, one after the other. */
async function allOf(filtres: Filtres): Promise<string[]> {
  const shown: string[] = []
  for (let apres = ''; ; ) {
    const page = await fileDAttente(comptoir.base.db, agent, { ...filtres, apres }, comptoir.clock.now())
    shown.push(...page.lignes.map(({ reference }) => reference))
    apres = page.suite
    if (!apres) return shown
  }
}

/** What a search means, read without any list: the rows one by one. */
async function meant({ recherche, statut, attribution, urgence, doublons, tri, demarche }: Filtres) {
  const mots = normaliseRecherche(recherche).split(' ').filter(Boolean)
  const { rows } = await sql<{
    reference: string
    noms: string
  }>`select reference, beneficiaires as noms from demande
    where demarche = ${demarche} and statut = any(${[...statutsOf(statut)]}::text[])
      and (${attribution === 'toutes'} or agent_id is not distinct from ${attribution === 'moi' ? agent.agentId : null}::uuid)
      and (${urgence === 'toutes'} or (decision_implicite_le <= date '2026-12-08' and statut = any(${[...STATUTS_OUVERTS]}::text[])))
      and (${!doublons} or exists (select from doublon x join demande a on a.id = x.autre_id
        where x.demande_id = demande.id and a.statut not in ('desistee', 'sans_suite', 'transmise')))
    order by case when ${tri === 'echeance'} then decision_implicite_le end,
      case when ${tri === 'anciennes'} then deposee_le end, case when ${tri === 'recentes'} then deposee_le end desc,
      case when ${tri === 'recentes'} then id end desc, id`.execute(comptoir.base.db)
  return rows
    .filter(({ noms }) => mots.every((mot) => noms.split(' ').some((nom) => nom.startsWith(mot))))
    .map(({ reference }) => reference)
}

// marab, marac, … and each with a second name of its own: as many names as demandes.
const PARTICULIERS = Array.from({ length: 420 }, (_, n) => {
  const own = `${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + Math.floor(n / 26))}`
  return `mar${own} dub${own} ${n % 7 === 0 ? 'lea' : 'tom'}`
})
const AUTRES = Array.from({ length: 420 }, () => 'zoe zed')

describe.each([
  ['foule', 'in nearly every demande', PARTICULIERS],
  ['rare', 'in none of the newest', [...PARTICULIERS, ...AUTRES]],
] as const)('%s: more names begin so than are read one by one, %s', (demarche, _, noms) => {
  const asked = (query: Record<string, string>): Filtres => parseFiltres({ demarche, ...query })
  beforeAll(() => insertNamed(demarche, noms))

  test.each([
    [{ q: 'mar', statut: 'toutes' }],
    [{ q: 'mar', statut: 'toutes', tri: 'recentes' }],
    [{ q: 'mar', statut: 'toutes', tri: 'echeance' }],
    [{ q: 'mar' }],
    [{ q: 'mar', statut: 'acceptee' }],
    [{ q: 'mar', attribution: 'aucune' }],
    [{ q: 'mar', urgence: 'proche', tri: 'echeance' }],
    [{ q: 'mar lea', statut: 'toutes' }],
    [{ q: 'mar dub', statut: 'toutes' }],
    [{ q: 'mar dub lea', statut: 'toutes', tri: 'recentes' }],
  ] as Record<string, string>[][])(
    '%j: every one of them, once and in order, to the last page',
    async (query = {}) => {
      const expected = await meant(asked(query))
      expect(expected.length).toBeGreaterThan(query.statut === 'toutes' ? 50 : 20)
      expect(await allOf(asked(query))).toEqual(expected)
    },
  )
})

const NOMS = [
  'ma',
  'mar',
  'marie',
  'martin',
  'marc',
  'le',
  'lea',
  'leo',
  'roux',
  'rousseau',
  'da',
  'silva',
  'élan',
]

test('whatever is searched with whatever filters: what the rows say', { timeout: 60_000 }, async () => {
  const noms = Array.from({ length: 300 }, (_, n) =>
    [0, 1, 2, 3]
      .slice(0, 1 + (n % 4))
      .map((rang) =>
        normaliseRecherche(NOMS[(n * (rang + 3) + rang * 5 + Math.floor(n / 13)) % NOMS.length] ?? ''),
      )
      .join(' '),
  )
  const ids = await insertNamed('aide', noms)
  const pairs = ids.slice(0, 200).filter((_, n) => n % 3 === 0)
  for (const [n, id] of pairs.entries()) {
    const autre = pairs[n + 1]
    if (autre)
      await sql`insert into doublon (demande_id, autre_id, demarche)
        values (${id}, ${autre}, 'aide'), (${autre}, ${id}, 'aide') on conflict do nothing`.execute(
        comptoir.base.db,
      )
  }
  // What changes afterwards is found as it has become.
  await sql`update demande set statut = 'en_instruction', decision_implicite_le = '2026-12-01', agent_id = null
    where id = any(${ids.filter((_, n) => n % 17 === 0)}::uuid[])`.execute(comptoir.base.db)
  await sql`update demande set beneficiaires = 'marius rouxel' where id = any(${ids.slice(0, 3)}::uuid[])`.execute(
    comptoir.base.db,
  )
  const word = fc.constantFrom(...NOMS, 'm', 'l', 'r', 'marius', 'rouxel', 'zoe')
  const asked = fc.record({
    q: fc.array(word, { minLength: 0, maxLength: 4 }).map((words) => words.join(' ')),
    statut: fc.constantFrom('ouvertes', 'toutes', ...STATUTS),
    attribution: fc.constantFrom('toutes', 'toutes', 'moi', 'aucune'),
    urgence: fc.constantFrom('toutes', 'toutes', 'proche'),
    doublons: fc.constantFrom('', '', 'oui'),
    tri: fc.constantFrom(...TRIS),
  })
  await fc.assert(
    fc.asyncProperty(asked, async (query) => {
      const filtres = parseFiltres({ demarche: 'aide', ...query })
      expect(await allOf(filtres)).toEqual(await meant(filtres))
    }),
    { numRuns: 120 },
  )
})

test('a word of a very long name is found', async () => {
  const beneficiaires = Array.from({ length: 60 }, (_, n) => `nom${n}long`).join(' ')
  const { reference } = await comptoir.insertDemande({ demarche: 'aide', beneficiaires })
  for (const q of ['nom59long', 'nom0long nom39long'])
    expect(await allOf(parseFiltres({ demarche: 'aide', q }))).toEqual([reference])
})
