import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { createPeople, type People } from '../../platform/session/people.fixture.ts'
import { createEndAvis } from '../avis/index.ts'
import { type Catalogue, delaiHabituelDe } from '../demarches/index.ts'
import { notifie } from '../notifications/index.ts'
import { askMotifs } from './ask-motifs.ts'
import { demandesJobs } from './jobs.ts'
import { MotifsNonDus } from './refusals.ts'

const clock = createTestClock()
const contact = {
  telephone: '01 99 00 12 34',
  horaires: 'du lundi au vendredi',
  adressePostale: ['1 place de la Preuve', '99999 Essai'],
}
const demarcheOf = (slug: string) => ({
  demarche: {
    slug,
    titre: 'Aide d’essai',
    silence: { effet: slug === 'sva' ? 'acceptation' : 'rejet', mois: 2, source: 'L231-1' },
    recours: { delaiMois: 2 },
    contact,
  },
})
const catalogue = {
  all: () => ['sva', 'svr'].map(demarcheOf),
  get: demarcheOf,
  titreDe: () => 'Aide d’essai',
} as unknown as Catalogue

let base: TestDatabase
let people: People
const deps = () => ({
  ...{ db: base.db, clock, catalogue, mailIdentity: collectiviteDEssai, collectivite: collectiviteDEssai },
  publicOrigin: 'https://espace.essai.example',
  endAvis: createEndAvis({ catalogue, mailIdentity: collectiviteDEssai, publicOrigin: '' }),
  // Nobody here filed on paper.
  tellDemandeurPapier: () => Promise.reject(new Error('told on paper')),
})
const run = (job: string) => demandesJobs(deps())[job]?.({})
beforeAll(async () => {
  base = await createTestDatabase()
  people = await createPeople(base.db)
})
afterAll(() => base.drop())

async function insertDemande(given: {
  demarche: string
  statut?: string
  due: string | null
  deposeeLe?: string
}): Promise<{ id: string; reference: string }> {
  const id = uuidv7()
  const reference = `ESS26-${id.slice(-8)}`
  const deposee = new Date(given.deposeeLe ?? '2026-11-23T09:00:00Z')
  await base.db
    .insertInto('demande')
    .values({
      ...{ id, reference, usager_id: people.usagerId, demarche: given.demarche, definition_version: '1' },
      ...{ conditions_generales_version: 1, conditions_version: 1, reponses: '{}', beneficiaires: '' },
      ...{ deposee_le: deposee, statut: given.statut ?? 'en_instruction', statut_depuis: deposee },
      decision_implicite_le: given.due,
    })
    .execute()
  return { id, reference }
}
const insertComplement = async (demandeId: string, echeance: string) => {
  const id = uuidv7()
  await base.db
    .insertInto('complement')
    .values({
      ...{
        id,
        demande_id: demandeId,
        agent_id: people.agentId,
        demande_le: new Date('2026-12-01T09:00:00Z'),
      },
      ...{ echeance, message: '', elements: JSON.stringify(['RIB', 'Photo']), effet: 'suspend' },
    })
    .execute()
  return id
}
const insertJournal = (demandeId: string) =>
  base.db
    .insertInto('journal')
    .values({
      ...{ le: new Date('2026-12-01T09:00:00Z'), acteur: 'systeme', action: 'demande.complement-demande' },
      ...{ demande_id: demandeId, donnees: JSON.stringify({ decisionImpliciteAvant: '2027-01-24' }) },
    })
    .execute()
const read = async (id: string) => {
  const demande = await base.db
    .selectFrom('demande')
    .leftJoin('decision_implicite', 'demande_id', 'demande.id')
    .select(['statut', 'revision', 'sens', 'nee_le'])
    .where('demande.id', '=', id)
    .executeTakeFirstOrThrow()
  const journal = await base.db
    .selectFrom('journal')
    .select(['action', 'acteur', 'donnees'])
    .where('demande_id', '=', id)
    .where('action', 'like', 'demande.%implicite')
    .execute()
  const mails = await base.db.selectFrom('courriel').select('modele').where('demande_id', '=', id).execute()
  return { ...demande, journal, mails: mails.map(({ modele }) => modele) }
}
const usager = () => ({
  ...{ kind: 'usager' as const, acces: 'plein' as const, usagerId: people.usagerId },
  ...{ sessionId: uuidv7(), nomAffiche: 'Anne' },
})

test.each([
  ['sva', 'deposee', '2027-01-24', 'acceptee', 'acceptation'],
  ['sva', 'en_instruction', '2027-01-20', 'acceptee', 'acceptation'],
  ['svr', 'deposee', '2027-01-24', 'deposee', 'rejet'],
  ['svr', 'a_completer', '2027-01-10', 'a_completer', 'rejet'],
  ['sva', 'en_instruction', '2027-01-25', 'en_instruction', null],
  ['svr', 'en_instruction', null, 'en_instruction', null],
  ['sva', 'desistee', '2027-01-20', 'desistee', null],
  ['svr', 'refusee', '2027-01-20', 'refusee', null],
  ['disparue', 'deposee', '2027-01-20', 'deposee', null],
])('%s %s, due %s, on 24 January: %s, %s', async (demarche, statut, due, after, sens) => {
  const { id } = await insertDemande({ demarche, statut, due })
  clock.set('2027-01-24T00:30:00Z')
  for (let times = 0; times < 2; times += 1) await run('demande:constate-silence')
  const seen = await read(id)
  expect(seen).toMatchObject({ statut: after, sens, nee_le: sens ? due : null })
  const action = sens === 'acceptation' ? 'demande.acceptation-implicite' : 'demande.rejet-implicite'
  expect(seen.journal).toEqual(sens ? [{ action, acteur: 'systeme', donnees: { neeLe: due } }] : [])
  expect(seen.mails).toEqual(sens ? ['decision-implicite'] : [])
})

test('a rejection leaves what was asked of the person to do; an acceptance ends it', async () => {
  clock.set('2027-01-24T09:00:00Z')
  const open = async (demarche: string) => {
    const { id } = await insertDemande({ demarche, statut: 'a_completer', due: '2027-01-24' })
    const ici = { usagerId: people.usagerId, demandeId: id, le: clock.now(), courriel: null }
    await inTransaction(base.db, (tx) =>
      notifie(tx, { genre: 'complement.demande', donnees: { echeance: '2027-02-10' }, ...ici }),
    )
    await run('demande:constate-silence')
    const waiting = base.db.selectFrom('notification').select('genre').where('demande_id', '=', id)
    return (await waiting.where('a_faire', '=', true).where('faite_le', 'is', null).execute()).length
  }
  expect([await open('svr'), await open('sva')]).toEqual([1, 0])
})

test('a worker that was down: the clock that should have started again and run out meanwhile does, with the days of the law', async () => {
  const { id } = await insertDemande({ demarche: 'svr', statut: 'a_completer', due: null })
  await insertComplement(id, '2026-12-15')
  await insertJournal(id)
  clock.set('2027-03-30T09:00:00Z')
  await run('demande:constate-silence')
  expect(await read(id)).toMatchObject({ statut: 'a_completer', sens: 'rejet', nee_le: '2027-02-07' })
})

test('two workers at once write one decision and one mail', async () => {
  clock.set('2027-01-24T09:00:00Z')
  const { id } = await insertDemande({ demarche: 'sva', due: '2027-01-24' })
  await Promise.all([1, 2, 3].map(() => run('demande:constate-silence')))
  expect(await read(id)).toMatchObject({ statut: 'acceptee', revision: 2, mails: ['decision-implicite'] })
})

test('the reasons of a rejection are owed in a month, asked once; of an acceptance, or too late, never', async () => {
  clock.set('2027-01-24T09:00:00Z')
  const rejected = await insertDemande({ demarche: 'svr', due: '2027-01-24' })
  const accepted = await insertDemande({ demarche: 'sva', due: '2027-01-24' })
  const early = await insertDemande({ demarche: 'svr', due: '2027-01-25' })
  await run('demande:constate-silence')
  for (let times = 0; times < 2; times += 1) await askMotifs(deps(), usager(), rejected.reference)
  const asked = base.db.selectFrom('demande_de_motifs').select(['dus_le', 'communiques_le'])
  expect(await asked.execute()).toEqual([{ dus_le: '2027-02-24', communiques_le: null }])
  for (const { reference } of [accepted, early])
    await expect(askMotifs(deps(), usager(), reference)).rejects.toThrow(MotifsNonDus)
  const late = await insertDemande({ demarche: 'svr', due: '2027-01-24' })
  await run('demande:constate-silence')
  clock.set('2027-03-25T22:00:00Z')
  await askMotifs(deps(), usager(), late.reference)
  const later = await insertDemande({ demarche: 'svr', due: '2027-01-24' })
  await run('demande:constate-silence')
  clock.set('2027-03-26T09:00:00Z')
  await expect(askMotifs(deps(), usager(), later.reference)).rejects.toThrow(MotifsNonDus)
})

test('a deadline is reminded of seven and two days before, once each, and no more when all has come', async () => {
  const { id } = await insertDemande({ demarche: 'svr', statut: 'a_completer', due: null })
  const complementId = await insertComplement(id, '2027-06-30')
  const days = ['2027-06-22', '2027-06-23', '2027-06-24', '2027-06-28', '2027-06-30', '2027-07-01']
  const seen: number[] = []
  for (const day of days) {
    clock.set(`${day}T06:12:00Z`)
    for (let times = 0; times < 2; times += 1) await run('complement:rappelle')
    seen.push((await read(id)).mails.length)
  }
  expect(seen).toEqual([0, 1, 1, 2, 2, 2])
  // A deadline that a closing moved is reminded of anew; the seven days that were missed are not.
  await base.db
    .updateTable('complement')
    .set({ echeance: '2027-07-03' })
    .where('id', '=', complementId)
    .execute()
  await run('complement:rappelle')
  expect((await read(id)).mails).toHaveLength(3)
  const mail = await base.db
    .selectFrom('courriel')
    .select('texte')
    .where('demande_id', '=', id)
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(mail.texte).toContain('2 éléments')
})

test('how long answers took: of the last six months, above twenty, with those that silence left waiting', async () => {
  clock.set('2028-06-15T09:00:00Z')
  // Nineteen answered in 1 to 19 days; one a year ago does not count, nor one closed without follow-up.
  for (let days = 1; days <= 19; days += 1) await insertDecided(`2028-05-01`, days, 'acceptee')
  await insertDecided('2027-01-01', 300, 'refusee')
  await insertDecided('2028-05-01', 40, 'sans_suite')
  await run('demande:delais-habituels')
  expect(await delaiHabituelDe(base.db, 'delai'), 'too few to say').toBeUndefined()
  const { id: corrigee } = await insertDecided('2028-05-01', 20, 'acceptee_partiellement')
  // Its words were corrected a month later: that is no second answer.
  await base.db
    .insertInto('decision')
    .values({
      ...{ demande_id: corrigee, agent_id: people.agentId, sens: 'acceptee_partiellement', motivation: '' },
      ...{ rang: 2, nature: 'correction', motif: 'Une faute dans le nom de l’enfant.' },
      prise_le: new Date('2028-06-10T09:00:00Z'),
    })
    .execute()
  await run('demande:delais-habituels')
  expect(await delaiHabituelDe(base.db, 'delai')).toEqual({ p50Jours: 10, p90Jours: 18 })
  const silent = async (sens: string, neeLe: string, statut: string) => {
    const deposeeLe = '2028-01-01T09:00:00Z'
    const { id } = await insertDemande({ demarche: 'delai', due: neeLe, deposeeLe, statut })
    await sql`insert into decision_implicite values (${id}, ${sens}, ${neeLe}, ${clock.now()})`.execute(
      base.db,
    )
  }
  // Sent to another authority since: it waits for nobody here.
  await silent('rejet', '2028-03-02', 'transmise')
  await run('demande:delais-habituels')
  expect(await delaiHabituelDe(base.db, 'delai')).toEqual({ p50Jours: 10, p90Jours: 18 })
  // Three that nobody answered in time wait since 1 January: they count for as long.
  for (let times = 0; times < 3; times += 1) await silent('rejet', '2028-03-02', 'en_instruction')
  await run('demande:delais-habituels')
  expect(await delaiHabituelDe(base.db, 'delai')).toEqual({ p50Jours: 12, p90Jours: 166 })
  // Silence accepted these the day the law says: nothing waits since.
  for (let times = 0; times < 20; times += 1) await silent('acceptation', '2028-03-02', 'acceptee')
  await run('demande:delais-habituels')
  expect(await delaiHabituelDe(base.db, 'delai')).toEqual({ p50Jours: 61, p90Jours: 61 })
})

async function insertDecided(day: string, days: number, sens: string): Promise<{ id: string }> {
  const deposeeLe = `${day}T09:00:00Z`
  const inserted = await insertDemande({ demarche: 'delai', statut: sens, due: null, deposeeLe })
  await base.db
    .insertInto('decision')
    .values({
      ...{
        demande_id: inserted.id,
        agent_id: people.agentId,
        sens,
        motivation: 'Motif du règlement, article 3.',
      },
      prise_le: new Date(new Date(deposeeLe).getTime() + days * 86_400_000),
    })
    .execute()
  return inserted
}
