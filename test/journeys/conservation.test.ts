import { sql } from 'kysely'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { announceEnds } from '../../src/features/conservation/announce-ends.ts'
import { conservationOf } from '../../src/features/conservation/conservation.query.ts'
import {
  echeanceAnnoncee,
  lastDayKept,
  toAnnounceUpTo,
} from '../../src/features/conservation/conservation.ts'
import { eraseDemandes } from '../../src/features/conservation/erase-demandes.ts'
import { ConservationIntrouvable } from '../../src/features/conservation/refusals.ts'
import {
  resumeConservation,
  suspendConservation,
} from '../../src/features/conservation/suspend-conservation.ts'
import { isFinal, STATUTS } from '../../src/features/demandes/index.ts'
import { demarcheDEssai } from '../../src/features/instruction/comptoir.fixture.ts'
import { createTellDemandeurPapier } from '../../src/features/instruction/index.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { appendJournal } from '../../src/platform/journal/journal.ts'
import type { AgentActor } from '../../src/platform/session/actor.ts'
import { createTestClock } from '../support/clock.ts'
import { collectiviteDEssai } from '../support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertAgent, insertDemandes, insertUsager } from '../support/demandes.ts'

const DECIDEE = '2026-11-23T09:00:00Z'
const MOTIFS = 'Le collège est hors du département.'
const demarche = demarcheDEssai('aide', 'Aide à la rentrée', 'rejet')
const clock = createTestClock(DECIDEE)

let base: TestDatabase
let deps: Parameters<typeof announceEnds>[0]
let agent: AgentActor
beforeAll(async () => {
  base = await createTestDatabase()
  agent = await insertAgent(base.db, 'Camille', ['aide'])
  deps = {
    ...{ db: base.db, clock, log: { info: () => {}, error: () => {} } },
    ...{ catalogue: { all: () => [{ demarche }] }, mailIdentity: collectiviteDEssai },
    publicOrigin: 'https://espace.essai.example',
    tellDemandeurPapier: createTellDemandeurPapier({
      ...{ mailIdentity: collectiviteDEssai, collectivite: collectiviteDEssai },
      ...{ catalogue: { find: () => ({ demarche }) }, publicOrigin: 'https://espace.essai.example' },
    }),
  }
})
afterAll(() => base.drop())
beforeEach(() => clock.set(DECIDEE))

/** A demande that was refused on the first day, with something in each table that tells of it. */
async function decidee(): Promise<{ id: string; usagerId: string; reference: string }> {
  const { db } = base
  const usagerId = await insertUsager(db)
  const [id = ''] = await insertDemandes(db, usagerId, 1)
  const { reference } = await db
    .updateTable('demande')
    .set({ statut: 'refusee', statut_depuis: DECIDEE, beneficiaires: 'anne martin' })
    .where('id', '=', id)
    .returning('reference')
    .executeTakeFirstOrThrow()
  const [decisionId, complementId, messageId, brouillonId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  await db
    .insertInto('decision')
    .values({
      ...{ id: decisionId, demande_id: id, agent_id: agent.agentId, sens: 'refusee', motivation: MOTIFS },
      prise_le: DECIDEE,
    })
    .execute()
  await db
    .insertInto('decision_partie')
    .values({
      ...{ decision_id: decisionId, rang: 0, instance: 'a', option: 'transport', nom: 'Anne' },
      ...{ libelle: 'Transport', sens: 'refusee', motivation: MOTIFS },
    })
    .execute()
  await db
    .insertInto('notification_de_decision')
    .values({
      ...{ decision_id: decisionId, demarche: 'aide', voie: 'courrier', deposee_le: DECIDEE },
      ...{ postee_le: '2026-11-23', postee_par: agent.agentId },
    })
    .execute()
  await db
    .insertInto('complement')
    .values({
      ...{ id: complementId, demande_id: id, agent_id: agent.agentId, demande_le: DECIDEE },
      ...{ echeance: '2026-11-30', message: 'Un document', elements: '["RIB"]', effet: 'suspend' },
      clos_le: DECIDEE,
    })
    .execute()
  await db
    .insertInto('message')
    .values({
      ...{
        id: messageId,
        demande_id: id,
        demarche: 'aide',
        auteur: 'usager',
        texte: 'Bonjour',
        cree_le: DECIDEE,
      },
      ...{ envoye_le: DECIDEE, lu_le: DECIDEE },
    })
    .execute()
  await db
    .insertInto('brouillon')
    .values({
      ...{ id: brouillonId, usager_id: usagerId, demarche: 'aide', definition_version: '1', saisie: '{}' },
      ...{ cree_le: DECIDEE, modifie_le: DECIDEE, demande_id: id },
    })
    .execute()
  await db
    .insertInto('note_interne')
    .values({ id: uuidv7(), demande_id: id, agent_id: agent.agentId, texte: 'Une note', ecrite_le: DECIDEE })
    .execute()
  for (const [colonne, valeur] of [
    ['demande_id', { demande_id: id, brouillon_id: brouillonId }],
    ['complement_id', { demande_id: id, complement_id: complementId }],
  ] as const)
    await insertPiece(usagerId, valeur, colonne)
  await db
    .insertInto('document_de_message')
    .values({
      ...{ id: uuidv7(), message_id: messageId, nom_fichier: 'lettre.pdf', recu_le: DECIDEE },
      fichier_id: await insertFichier(usagerId),
    })
    .execute()
  await inTransaction(db, (tx) =>
    appendJournal(tx, {
      ...{ le: new Date(DECIDEE), acteur: agent, action: 'demande.refusee', demandeId: id },
    }),
  )
  return { id, usagerId, reference }
}

async function insertFichier(usagerId: string): Promise<string> {
  const id = uuidv7()
  await base.db
    .insertInto('fichier')
    .values({
      ...{ id, usager_id: usagerId, genre: 'pdf', taille: 10, sha256: Buffer.alloc(32), etat: 'liberee' },
      ...{ chemin: `ab/${id}`, cle_enveloppee: Buffer.alloc(1), cle_version: 1, recu_le: DECIDEE },
    })
    .execute()
  return id
}

async function insertPiece(usagerId: string, place: object, champ: string): Promise<void> {
  await base.db
    .insertInto('piece')
    .values({
      ...{ id: uuidv7(), usager_id: usagerId, champ, nom_fichier: 'a.pdf', recue_le: DECIDEE, ...place },
      fichier_id: await insertFichier(usagerId),
    })
    .execute()
}

/** Every table that refers to a demande by its id, with how many rows still do. */
async function rowsAbout(id: string): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ table: string }>`select table_name as table
    from information_schema.columns where table_schema = 'public' and column_name = 'demande_id'
      and table_name <> 'journal'`.execute(base.db)
  const found: Record<string, number> = {}
  for (const { table } of [...tables, { table: 'demande' }]) {
    const column = table === 'demande' ? 'id' : 'demande_id'
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
      where ${sql.ref(column)} = ${id}`.execute(base.db)
    if (rows[0]?.n) found[table] = rows[0].n
  }
  return found
}

const courriels = (id: string) =>
  base.db.selectFrom('courriel').select('modele').where('demande_id', '=', id).execute()
const envoyes = () => base.db.updateTable('courriel').set({ envoye_le: clock.now() }).execute()
const actions = async (id: string) =>
  (await base.db.selectFrom('journal').selectAll().where('demande_id', '=', id).orderBy('id').execute()).map(
    ({ action, donnees }) => ({ action, donnees }),
  )

test('the days of the end', () => {
  expect(lastDayKept(new Date('2024-02-29T10:00:00Z'), 5)).toBe('2029-02-28')
  expect(lastDayKept(new Date('2026-11-23T23:30:00Z'), 5), 'already the 24th in Paris').toBe('2031-11-24')
  expect(toAnnounceUpTo(5, new Date('2031-10-24T03:00:00Z'))).toBe('2026-11-23')
  expect(echeanceAnnoncee(new Date(DECIDEE), 5, new Date('2031-10-24T03:00:00Z'))).toBe('2031-11-23')
  expect(echeanceAnnoncee(new Date(DECIDEE), 5, new Date('2032-01-10T03:00:00Z')), 'told late').toBe(
    '2032-02-09',
  )
})

test('the states that are final are the same in the base', async () => {
  for (const statut of STATUTS) {
    const { rows } = await sql<{ finie: boolean }>`select est_finie(${statut}) as finie`.execute(base.db)
    expect([statut, rows[0]?.finie]).toEqual([statut, isFinal(statut)])
  }
})

test('told thirty days before, once; erased after its last day, with all that is about it; the journal stays', async () => {
  const { id, usagerId } = await decidee()
  clock.set('2031-10-23T03:00:00Z')
  await announceEnds(deps)
  expect(await courriels(id), 'thirty-one days before').toEqual([])
  clock.set('2031-10-24T03:00:00Z')
  await announceEnds(deps)
  await announceEnds(deps)
  expect(await courriels(id)).toEqual([{ modele: 'demande-bientot-effacee' }])
  expect(await conservationOf(base.db, id, demarche, clock.now()), 'its mail is on its way').toMatchObject({
    jusquAu: null,
  })
  await envoyes()
  expect(await conservationOf(base.db, id, demarche, clock.now())).toMatchObject({
    jusquAu: '2031-11-23',
    annoncee: true,
  })
  clock.set('2031-11-23T22:59:00Z')
  expect(await eraseDemandes(deps), 'its last day is not over in Paris').toBe(0)
  clock.set('2031-11-24T02:00:00Z')
  expect(await eraseDemandes(deps)).toBe(1)
  expect(await rowsAbout(id)).toEqual({})
  for (const table of ['decision_partie', 'document_de_message', 'fichier', 'piece', 'brouillon'] as const)
    expect([table, await base.db.selectFrom(table).selectAll().execute()]).toEqual([table, []])
  expect(await actions(id)).toEqual([
    { action: 'demande.refusee', donnees: {} },
    { action: 'demande.fin-de-conservation-annoncee', donnees: { echeance: '2031-11-23' } },
    {
      action: 'demande.effacee',
      donnees: { echeance: '2031-11-23', annees: 5, visa: 'Visa d’essai', documents: 3, messages: 1 },
    },
  ])
  const holder = await base.db.selectFrom('usager').select('prenom').where('id', '=', usagerId).execute()
  expect(holder, 'the account stays').toHaveLength(1)
  expect(await eraseDemandes(deps), 'twice').toBe(0)
})

test('nothing goes by another way', async () => {
  const { id } = await decidee()
  clock.set('2040-01-01T03:00:00Z')
  const efface = sql`select efface_demande(${id}::uuid, '2040-01-01')`
  await expect(efface.execute(base.db), 'never announced').rejects.toThrow('is to be kept')
  await expect(base.db.deleteFrom('demande').where('id', '=', id).execute()).rejects.toThrow('permission')
  await base.db
    .insertInto('fin_de_conservation')
    .values({ demande_id: id, echeance: '2039-12-01', annoncee_le: clock.now() })
    .execute()
  await base.db.updateTable('demande').set({ statut: 'en_instruction' }).where('id', '=', id).execute()
  await expect(efface.execute(base.db), 'examined again').rejects.toThrow('is to be kept')
  expect(await eraseDemandes(deps)).toBe(0)
  expect(await rowsAbout(id)).toMatchObject({ demande: 1 })
  await base.db.updateTable('demande').set({ demarche: 'autre' }).where('id', '=', id).execute()
})

/** What is granted waits, or waited, for a document. */
async function grantWaiting(id: string, effectiveLe: string | null): Promise<void> {
  const of = (table: 'decision' | 'complement') =>
    base.db.selectFrom(table).select('id').where('demande_id', '=', id).executeTakeFirstOrThrow()
  await base.db
    .insertInto('attribution_differee')
    .values({
      ...{ demande_id: id, decision_id: (await of('decision')).id, effective_le: effectiveLe },
      complement_id: (await of('complement')).id,
    })
    .execute()
  if (effectiveLe === null)
    await base.db.updateTable('complement').set({ clos_le: null }).where('demande_id', '=', id).execute()
}

describe('a document that a right waits for', () => {
  const courte = { ...demarche, slug: 'courte', finDeConservation: { annees: 1, visa: 'Visa d’essai' } }
  const accordee = async () => {
    const { id } = await decidee()
    await base.db
      .updateTable('demande')
      .set({ demarche: 'courte', statut: 'acceptee' })
      .where('id', '=', id)
      .execute()
    await grantWaiting(id, null)
    return id
  }
  const jusquAu = async (id: string) => (await conservationOf(base.db, id, courte, clock.now()))?.jusquAu

  test('keeps the demande until the right has lapsed, and no longer, though it never comes', async () => {
    const id = await accordee()
    const courtes = { ...deps, catalogue: { all: () => [{ demarche: courte }] } }
    clock.set('2030-12-31T20:00:00Z')
    await announceEnds(courtes)
    expect([await courriels(id), await jusquAu(id)]).toEqual([[], null])
    clock.set('2031-01-01T03:00:00Z')
    expect(await jusquAu(id), 'no day that has passed is promised').toBe('2031-01-31')
    await announceEnds(courtes)
    await envoyes()
    expect(await courriels(id)).toHaveLength(1)
    const tooSoon = sql`select efface_demande(${id}::uuid, '2030-12-31')`
    await expect(tooSoon.execute(base.db)).rejects.toThrow('is to be kept')
    clock.set('2031-02-01T03:00:00Z')
    expect(await eraseDemandes(courtes)).toBe(1)
    expect(await rowsAbout(id)).toEqual({})
  })

  test('counts for the last decision only', async () => {
    const id = await accordee()
    clock.set('2028-01-10T03:00:00Z')
    await base.db.updateTable('complement').set({ clos_le: DECIDEE }).where('demande_id', '=', id).execute()
    expect(await jusquAu(id)).toBeNull()
    await base.db
      .insertInto('decision')
      .values({
        ...{ id: uuidv7(), demande_id: id, rang: 2, agent_id: agent.agentId, sens: 'refusee' },
        ...{ motivation: MOTIFS, nature: 'decision', prise_le: DECIDEE },
      })
      .execute()
    expect(await jusquAu(id)).toBe('2028-02-09')
  })
})

/** As whoever owns the base, on a connection of its own. */
async function asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

test('an erasure reads no table whole, nor does that of the account after it', async () => {
  const { id, usagerId } = await decidee()
  await base.db
    .insertInto('fin_de_conservation')
    .values({ demande_id: id, echeance: '2039-12-01', annoncee_le: DECIDEE })
    .execute()
  const read = await asOwner(async (owner) => {
    await owner.query('set enable_seqscan = off')
    await owner.query('delete from fichier where id = any((select efface_demande($1, $2))::uuid[])', [
      id,
      '2040-01-01',
    ])
    await owner.query('delete from usager where id = $1', [usagerId])
    return owner.query('select relname, seq_scan from pg_stat_xact_user_tables where seq_scan > 0')
  })
  expect(read.rows).toEqual([])
})

test('one demande that cannot go stops no other, and is said', async () => {
  const [stuck, free] = [await decidee(), await decidee()]
  clock.set('2031-11-01T03:00:00Z')
  await announceEnds(deps)
  await envoyes()
  await asOwner((owner) => owner.query('create table retient (demande_id uuid references demande)'))
  await asOwner((owner) => owner.query('insert into retient values ($1)', [stuck.id]))
  clock.set('2032-01-15T03:00:00Z')
  const logged: unknown[] = []
  const log = { info: () => {}, error: (line: unknown) => logged.push(line) }
  await expect(eraseDemandes({ ...deps, log: log as never })).rejects.toThrow('1 demandes')
  expect(logged).toMatchObject([{ demande: stuck.id }])
  expect(await rowsAbout(free.id)).toEqual({})
  expect(await rowsAbout(stuck.id)).toMatchObject({ demande: 1, fin_de_conservation: 1 })
  await asOwner((owner) => owner.query('drop table retient'))
  expect(await eraseDemandes(deps), 'the next night').toBe(1)
})

test('whoever filed on paper is told by letter, of an erased account nobody; each is said as it is', async () => {
  const [papier, efface] = [await decidee(), await decidee()]
  await base.db.updateTable('demande').set({ usager_id: null }).where('id', '=', papier.id).execute()
  await base.db
    .insertInto('demandeur_papier')
    .values({ demande_id: papier.id, prenom: 'Odette', nom: 'Fournier', adresse: '{}' })
    .execute()
  const efface_ = `efface-${efface.usagerId}`
  await base.db
    .updateTable('usager')
    .set({ email: efface_, email_normalise: efface_ })
    .where('id', '=', efface.usagerId)
    .execute()
  clock.set('2031-11-01T03:00:00Z')
  expect(await conservationOf(base.db, efface.id, demarche, clock.now())).toMatchObject({ quelquUn: false })
  await announceEnds(deps)
  const lettres = await base.db.selectFrom('lettre').select(['demande_id', 'paragraphes']).execute()
  expect(lettres).toMatchObject([{ demande_id: papier.id }])
  expect(String(lettres[0]?.paragraphes)).toContain('1er décembre 2031')
  expect((await actions(papier.id)).at(-1)).toMatchObject({
    action: 'demande.fin-de-conservation-annoncee',
  })
  expect((await actions(efface.id)).at(-1)).toMatchObject({ action: 'demande.fin-de-conservation-fixee' })
  expect(await conservationOf(base.db, efface.id, demarche, clock.now())).toMatchObject({
    ...{ annoncee: true, quelquUn: false },
  })
  await base.db.updateTable('lettre').set({ imprimee_le: clock.now() }).execute()
  expect(await conservationOf(base.db, papier.id, demarche, clock.now())).toMatchObject({
    ...{ annoncee: true, quelquUn: true },
  })
  clock.set('2032-01-15T03:00:00Z')
  expect(await eraseDemandes(deps)).toBe(2)
})

test('all that is due is told in one night, batch after batch, though many ended at the same moment', async () => {
  const usagerId = await insertUsager(base.db)
  const ids = await insertDemandes(base.db, usagerId, 450)
  await sql`update demande set statut = 'sans_suite',
    statut_depuis = ${DECIDEE}::timestamptz + (substr(reference, 6, 1) < 'M')::int * interval '3 microseconds'
    where id = any(${ids}::uuid[])`.execute(base.db)
  clock.set('2031-11-01T03:00:00Z')
  await announceEnds(deps)
  const { n } = await base.db
    .selectFrom('fin_de_conservation')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('demande_id', 'in', ids)
    .executeTakeFirstOrThrow()
  expect(Number(n)).toBe(450)
  await base.db.updateTable('demande').set({ demarche: 'autre' }).where('id', 'in', ids).execute()
})

test('the twin of a demande that has gone is listed as a duplicate no more, unless it has another', async () => {
  const [gone, twin, triplet] = [await decidee(), await decidee(), await decidee()]
  const pairs = (a: string, b: string) => [
    { demande_id: a, autre_id: b, demarche: 'aide' },
    { demande_id: b, autre_id: a, demarche: 'aide' },
  ]
  await base.db.insertInto('doublon').values(pairs(gone.id, twin.id)).execute()
  await base.db.insertInto('doublon').values(pairs(twin.id, triplet.id)).execute()
  const listed = async () =>
    (await base.db.selectFrom('nom_cherche').select('demande_id').where('mot', '=', '').execute()).map(
      ({ demande_id }) => demande_id,
    )
  expect((await listed()).sort()).toEqual([gone.id, twin.id, triplet.id].sort())
  clock.set('2040-01-01T03:00:00Z')
  for (const [one, left] of [
    [gone, [twin.id, triplet.id]],
    [triplet, []],
  ] as const) {
    await base.db
      .insertInto('fin_de_conservation')
      .values({ demande_id: one.id, echeance: '2039-12-01', annoncee_le: clock.now() })
      .execute()
    await sql`select efface_demande(${one.id}::uuid, '2040-01-01')`.execute(base.db)
    expect((await listed()).sort()).toEqual([...left].sort())
  }
  await base.db.updateTable('demande').set({ demarche: 'autre' }).where('id', '=', twin.id).execute()
})

describe('what keeps a demande', () => {
  const keeps: Record<string, (id: string, usagerId: string) => Promise<unknown>> = {
    'an appeal': async (id) => {
      const { reference } = await base.db
        .selectFrom('demande')
        .select('reference')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      expect(await suspendConservation(deps, agent, reference, 'court')).toContain('10 caractères')
      await suspendConservation(deps, agent, reference, 'Un recours est en cours au tribunal.')
    },
    'a state that is not final': (id) =>
      base.db.updateTable('demande').set({ statut: 'en_instruction' }).where('id', '=', id).execute(),
    'a message that nobody read': (id) =>
      base.db.updateTable('message').set({ lu_le: null }).where('demande_id', '=', id).execute(),
    'a decision that was not posted': (id) =>
      sql`update notification_de_decision set postee_le = null, postee_par = null
        where decision_id in (select id from decision where demande_id = ${id})`.execute(base.db),
    'a decision of last year': (id) =>
      base.db
        .insertInto('decision')
        .values({
          ...{ id: uuidv7(), demande_id: id, rang: 2, agent_id: agent.agentId, sens: 'refusee' },
          ...{ motivation: MOTIFS, nature: 'correction', motif: MOTIFS, prise_le: '2031-01-10T09:00:00Z' },
        })
        .execute(),
    'a right that began last year': (id) => grantWaiting(id, '2031-01-10T09:00:00Z'),
  }
  test.each(Object.keys(keeps))('%s, before it is announced and after', async (why) => {
    const [before, after] = [await decidee(), await decidee()]
    await keeps[why]?.(before.id, before.usagerId)
    clock.set('2031-11-01T03:00:00Z')
    await announceEnds(deps)
    await envoyes()
    expect(await courriels(before.id)).toEqual([])
    expect(await courriels(after.id)).toHaveLength(1)
    await keeps[why]?.(after.id, after.usagerId)
    clock.set('2032-01-15T03:00:00Z')
    expect(await eraseDemandes(deps)).toBe(0)
    expect(await rowsAbout(after.id)).toMatchObject({ demande: 1 })
    expect(await rowsAbout(after.id), 'to be announced anew').not.toHaveProperty('fin_de_conservation')
    // Not in the way of the next case.
    await base.db
      .updateTable('demande')
      .set({ demarche: 'autre' })
      .where('id', 'in', [before.id, after.id])
      .execute()
  })

  test('once the appeal is over it is announced anew, thirty days at least', async () => {
    const { id, reference } = await decidee()
    clock.set('2031-11-01T03:00:00Z')
    await suspendConservation(deps, agent, reference, 'Un recours est en cours au tribunal.')
    expect(await conservationOf(base.db, id, demarche, clock.now())).toMatchObject({
      jusquAu: null,
      suspension: { motif: 'Un recours est en cours au tribunal.' },
    })
    clock.set('2033-05-01T03:00:00Z')
    await announceEnds(deps)
    expect(await courriels(id)).toEqual([])
    await resumeConservation(deps, agent, reference)
    await announceEnds(deps)
    await envoyes()
    expect(await conservationOf(base.db, id, demarche, clock.now())).toMatchObject({
      jusquAu: '2033-05-31',
      annoncee: true,
    })
    clock.set('2033-06-01T03:00:00Z')
    expect(await eraseDemandes(deps)).toBe(1)
    const ailleurs = await insertAgent(base.db, 'Sacha', ['carte'])
    const autre = await decidee()
    await expect(
      suspendConservation(deps, ailleurs, autre.reference, 'Un recours est en cours.'),
    ).rejects.toThrow(ConservationIntrouvable)
    await base.db.updateTable('demande').set({ demarche: 'autre' }).where('id', '=', autre.id).execute()
  })
})

test('the counts of the statistics stay, and an erased account goes with its last demande', async () => {
  const { id, usagerId } = await decidee()
  const debut = '2026-11-23'
  await base.db
    .insertInto('statistique')
    .values({ demarche: 'aide', pas: 'jour', debut, contenu: '{"recues":1}', comptee_le: DECIDEE })
    .execute()
  await base.db
    .updateTable('usager')
    .set({ email: `efface-${usagerId}`, email_normalise: `efface-${usagerId}` })
    .where('id', '=', usagerId)
    .execute()
  clock.set('2031-11-01T03:00:00Z')
  await announceEnds(deps)
  expect(await courriels(id), 'nobody is at that address').toEqual([])
  clock.set('2032-01-15T03:00:00Z')
  expect(await eraseDemandes(deps, 1), 'one a night here').toBe(1)
  expect(await rowsAbout(id)).toEqual({})
  const { figee } = await base.db
    .selectFrom('statistique')
    .select('figee')
    .where('debut', '=', debut)
    .executeTakeFirstOrThrow()
  expect(figee).toBe(true)
  expect(await base.db.selectFrom('usager').select('id').where('id', '=', usagerId).execute()).toEqual([])
})
