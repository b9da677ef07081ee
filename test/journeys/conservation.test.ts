import { sql } from 'kysely'
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
    ...{ db: base.db, clock, log: { info: () => {}, warn: () => {} } },
    ...{ catalogue: { all: () => [{ demarche }] }, mailIdentity: collectiviteDEssai },
    publicOrigin: 'https://espace.essai.example',
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
      ...{ id: messageId, demande_id: id, auteur: 'usager', texte: 'Bonjour', cree_le: DECIDEE },
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
  expect(await conservationOf(base.db, id, demarche), 'its mail is on its way').toMatchObject({
    jusquAu: null,
  })
  await envoyes()
  expect(await conservationOf(base.db, id, demarche)).toMatchObject({ jusquAu: '2031-11-23', annoncee: true })
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
    'a complement that is open': (id) =>
      base.db.updateTable('complement').set({ clos_le: null }).where('demande_id', '=', id).execute(),
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
    expect(await conservationOf(base.db, id, demarche)).toMatchObject({
      jusquAu: null,
      suspension: { motif: 'Un recours est en cours au tribunal.' },
    })
    clock.set('2033-05-01T03:00:00Z')
    await announceEnds(deps)
    expect(await courriels(id)).toEqual([])
    await resumeConservation(deps, agent, reference)
    await announceEnds(deps)
    await envoyes()
    expect(await conservationOf(base.db, id, demarche)).toMatchObject({
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
