import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import { makeReference } from '../../platform/reference/reference.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { STATUTS } from '../demandes/index.ts'
import { COMPTE_MAX, type FileVue, fileDAttente, PER_PAGE } from './file-d-attente.query.ts'
import { type Filtres, parseFiltres, TRIS } from './filtres.ts'
import { placeOf, voisines } from './voisines.query.ts'

const CROWD = 500

let comptoir: Comptoir
let agent: AgentActor
let ids: string[]

/** Four demandes with names of their own: A, B, C, D. */
const NOMS = ['A', 'B', 'C', 'D'] as const
const REF = Object.fromEntries(NOMS.map((nom) => [nom, makeReference('aide', 2026)])) as Record<
  (typeof NOMS)[number],
  string
>
const nomOf = (reference: string) => NOMS.find((nom) => REF[nom] === reference) ?? reference

beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Camille', ['foule', 'aide'])
  await comptoir.insertDemande({
    reference: REF.A,
    prenom: 'Éloïse',
    nom: 'D’Arc',
    beneficiaires: 'eloise d arc lea martin',
  })
  await comptoir.insertDemande({
    reference: REF.B,
    statut: 'acceptee',
    beneficiaires: 'elodie dupont',
    agentId: agent.agentId,
  })
  await comptoir.insertDemande({ reference: REF.C, demarche: 'carte', beneficiaires: 'eloise secrete' })
  await comptoir.insertDemande({
    reference: REF.D,
    statut: 'en_instruction',
    agentId: agent.agentId,
    implicite: '2026-12-01',
    beneficiaires: 'paul durand',
  })
  ids = await insertCrowd()
})
afterAll(() => comptoir.base.drop())

/** Ties on purpose: every seven share one microsecond, two neighbours differ by one, a third has no deadline. */
async function insertCrowd(): Promise<string[]> {
  const crowd = Array.from({ length: CROWD }, () => uuidv7())
  await sql`insert into demande (id, reference, usager_id, demarche, definition_version, conditions_generales_version,
      conditions_version, reponses, beneficiaires, deposee_le, statut, statut_depuis, decision_implicite_le)
    select id, 'FO26-' || lpad(n::text, 4, '0'), (select id from usager limit 1), 'foule', '1', '1', '1', '{}', 'foule',
      timestamptz '2026-10-01T08:00:00Z' + (n / 7) * interval '1 microsecond',
      (array['deposee', 'en_instruction', 'a_completer'])[1 + n % 3], now(),
      case when n % 3 = 0 then null else date '2026-12-01' + (n / 40)::int end
    from unnest(${crowd}::uuid[]) with ordinality c(id, n)`.execute(comptoir.base.db)
  return crowd
}

const ask = (query: Record<string, string>, qui = agent): Promise<FileVue> =>
  fileDAttente(comptoir.base.db, qui, parseFiltres(query), comptoir.clock.now())
const references = async (query: Record<string, string>, qui = agent) =>
  (await ask({ demarche: 'aide', statut: 'toutes', ...query }, qui)).lignes.map(({ reference }) =>
    nomOf(reference),
  )

describe('paging by key', () => {
  test.each(TRIS)('%s: 500 rows with ties, each shown once and in order', async (tri) => {
    const filtres: Filtres = { ...parseFiltres({}), demarche: 'foule', tri }
    const pages: FileVue[] = []
    for (let apres = ''; ; ) {
      const page = await fileDAttente(comptoir.base.db, agent, { ...filtres, apres }, comptoir.clock.now())
      pages.push(page)
      apres = page.suite
      if (!apres) break
    }
    expect(pages.map(({ lignes }) => lignes.length)).toEqual(Array(CROWD / PER_PAGE).fill(PER_PAGE))
    const shown = pages.flatMap(({ lignes }) => lignes)
    expect(new Set(shown.map(({ reference }) => reference)).size).toBe(CROWD)
    const keys = shown.map((ligne) =>
      tri === 'echeance' ? (ligne.decisionImpliciteLe ?? '9999') : ligne.deposeeLe.toISOString(),
    )
    expect(keys).toEqual(tri === 'recentes' ? [...keys].sort().reverse() : [...keys].sort())
  })

  test('what arrives meanwhile moves nothing of the pages that follow', async () => {
    const first = await ask({ demarche: 'foule' })
    const added = await comptoir.insertDemande({ demarche: 'foule', deposeeLe: '2026-09-01T00:00:00Z' })
    const second = await ask({ demarche: 'foule', apres: first.suite })
    const shown = new Set(first.lignes.map(({ reference }) => reference))
    expect(second.lignes.filter(({ reference }) => shown.has(reference))).toEqual([])
    await comptoir.base.db
      .updateTable('demande')
      .set({ demarche: 'partie' })
      .where('id', '=', added.id)
      .execute()
    expect(ids).toHaveLength(CROWD)
  })

  test('a cursor that somebody made up starts the list again', async () => {
    const first = await ask({ demarche: 'foule' })
    expect(await ask({ demarche: 'foule', apres: 'WyJhbmNpZW5uZXMiXQ' })).toEqual(first)
  })
})

describe('the one before and the one after', () => {
  test.each(TRIS)('%s: the same order as the pages', async (tri) => {
    const filtres: Filtres = { ...parseFiltres({}), demarche: 'foule', tri }
    const page = async (apres: string) =>
      fileDAttente(comptoir.base.db, agent, { ...filtres, apres }, comptoir.clock.now())
    const first = await page('')
    const order = [...first.lignes, ...(await page(first.suite)).lignes].map(({ reference }) => reference)
    const { db } = comptoir.base
    for (const at of [0, 1, 6, 7, 30, 49, 50, 51, 98]) {
      const { id } = await db
        .selectFrom('demande')
        .select('id')
        .where('reference', '=', order[at] ?? '')
        .executeTakeFirstOrThrow()
      const apres = await placeOf(db, tri, id)
      expect(await voisines(db, agent, { ...filtres, apres }, comptoir.clock.now()), String(at)).toEqual({
        precedente: order[at - 1] ?? null,
        suivante: order[at + 1],
      })
    }
  })

  test('of the last with a deadline comes the first without one, and back', async () => {
    const filtres: Filtres = { ...parseFiltres({}), demarche: 'foule', tri: 'echeance' }
    const { rows } = await sql<{ id: string; reference: string }>`
      (select id, reference from demande where demarche = 'foule' and decision_implicite_le is not null
        order by decision_implicite_le desc, id desc limit 1) union all
      (select id, reference from demande where demarche = 'foule' and decision_implicite_le is null
        order by id limit 1)`.execute(comptoir.base.db)
    const [dated, undated] = rows
    const around = async (id = '') =>
      voisines(
        comptoir.base.db,
        agent,
        { ...filtres, apres: await placeOf(comptoir.base.db, 'echeance', id) },
        comptoir.clock.now(),
      )
    expect((await around(dated?.id)).suivante).toBe(undated?.reference)
    expect((await around(undated?.id)).precedente).toBe(dated?.reference)
  })
})

describe('search', () => {
  test.each([
    ['éloïse', ['A']],
    ['ELOI', ['A']],
    ['d’arc élo', ['A']],
    ['mart', ['A']],
    ['elo', ['A', 'B']],
    ['dupont', ['B']],
    ['du', ['B', 'D']],
    ['dupont paul', []],
    ['secrete', []],
    ['😀', []],
    ["' | !( :*", []],
    [REF.B.toLowerCase(), ['B']],
    [` ${REF.D.replaceAll('-', ' - ')} `, ['D']],
    [REF.C, []],
    [makeReference('aide', 2026), []],
  ])('%j', async (q, expected) => expect(await references({ q })).toEqual(expected))

  test('a reference is found whatever the other filters', async () => {
    expect(
      await references({ q: REF.B, statut: 'deposee', attribution: 'aucune', urgence: 'proche' }),
    ).toEqual(['B'])
  })

  test('no text breaks the query', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (q) => {
        expect((await ask({ q })).lignes.length).toBeLessThanOrEqual(PER_PAGE)
      }),
      { numRuns: 60 },
    )
  })
})

describe('filters', () => {
  test.each([
    [{ statut: 'ouvertes' }, ['A', 'D']],
    [{}, ['A', 'B', 'D']],
    [{ statut: 'acceptee' }, ['B']],
    [{ attribution: 'moi' }, ['B', 'D']],
    [{ attribution: 'aucune' }, ['A']],
    [{ urgence: 'proche' }, ['D']],
    [{ urgence: 'rouge' }, []],
    [{ urgence: 'complement' }, []],
    [{ doublons: 'oui' }, []],
    [{ tri: 'echeance', statut: 'ouvertes' }, ['D', 'A']],
    [{ demarche: 'carte' }, []],
    [{ demarche: 'inconnue' }, []],
  ])('%j', async (query, expected) => expect(await references(query)).toEqual(expected))

  test('a row says who asks, who examines and until when', async () => {
    const { lignes } = await ask({ q: REF.D })
    expect(lignes).toEqual([
      {
        reference: REF.D,
        demarche: 'aide',
        statut: 'en_instruction',
        revision: 1,
        deposeeLe: comptoir.clock.now(),
        decisionImpliciteLe: '2026-12-01',
        complementAvant: null,
        impliciteNee: false,
        motifsDusLe: null,
        usager: 'Élodie Dupont',
        nonLus: 0,
        agent: 'Camille Martin',
        agentId: agent.agentId,
        doublon: false,
        ouvertePar: null,
      },
    ])
  })

  test('an agent without the démarche sees nothing of it, not even in the counts', async () => {
    const stranger = { ...agent, demarches: ['carte'] }
    expect(await references({ demarche: '' }, stranger)).toEqual(['C'])
    const nobody = await ask({ statut: 'toutes', q: REF.A }, { ...agent, demarches: [] })
    expect(nobody).toEqual({
      lignes: [],
      suite: '',
      comptes: Object.fromEntries(STATUTS.map((statut) => [statut, 0])),
      parDemarche: {},
      reperes: { moi: 0, aucune: 0, proche: 0, rouge: 0, complement: 0 },
    })
  })

  test('the counts are those of the démarches of the agent', async () => {
    const { comptes, parDemarche, reperes } = await ask({ demarche: 'aide' })
    expect(parDemarche).toEqual({ aide: 2, foule: expect.toSatisfy((n: number) => n >= COMPTE_MAX) })
    expect(reperes).toEqual({ moi: 1, aucune: 1, proche: 1, rouge: 0, complement: 0 })
    expect(comptes).toMatchObject({ deposee: 1, en_instruction: 1, acceptee: 1, a_completer: 0, desistee: 0 })
  })

  test('an overdue complement counts where it holds up the examination; reasons owed are shown', async () => {
    const qui = { ...agent, demarches: ['pack'] }
    const bloquee = await comptoir.insertDemande({ demarche: 'pack', statut: 'a_completer', implicite: null })
    const utile = await comptoir.insertDemande({ demarche: 'pack', statut: 'en_instruction' })
    const tue = await comptoir.insertDemande({
      ...{ demarche: 'pack', statut: 'en_instruction', implicite: '2026-11-01' },
    })
    const { db } = comptoir.base
    for (const [{ id }, bloquant] of [
      [bloquee, true],
      [utile, false],
    ] as const)
      await db
        .insertInto('complement')
        .values({
          ...{ id: uuidv7(), demande_id: id, agent_id: agent.agentId, message: '', effet: 'aucun' },
          ...{ demande_le: '2026-10-01T08:00:00Z', echeance: '2026-11-01' },
          elements: JSON.stringify([{ libelle: 'RIB', nature: 'document', bloquant }]),
        })
        .execute()
    await db
      .insertInto('decision_implicite')
      .values({ demande_id: tue.id, sens: 'rejet', nee_le: '2026-11-01', constatee_le: '2026-11-01' })
      .execute()
    await db
      .insertInto('demande_de_motifs')
      .values({ demande_id: tue.id, demandee_le: '2026-11-02', dus_le: '2026-12-02' })
      .execute()
    const all = await ask({}, qui)
    expect(all.reperes.complement).toBe(1)
    const overdue = await ask({ urgence: 'complement' }, qui)
    expect(overdue.lignes.map(({ reference }) => reference)).toEqual([bloquee.reference])
    const shown = Object.fromEntries(
      all.lignes.map(({ reference, complementAvant, impliciteNee, motifsDusLe }) => [
        reference,
        [complementAvant, impliciteNee, motifsDusLe],
      ]),
    )
    expect(shown).toEqual({
      [bloquee.reference]: ['2026-11-01', false, null],
      [utile.reference]: [null, false, null],
      [tue.reference]: [null, true, '2026-12-02'],
    })
  })
})
