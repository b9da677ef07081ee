import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { createPeople, type People } from '../../platform/session/people.fixture.ts'
import type { Catalogue } from '../demarches/index.ts'
import { answerComplement } from './answer-complement.ts'
import { ActeImpossible } from './refusals.ts'
import { restartClocks } from './restart-clocks.ts'
import { withdrawDemande } from './withdraw-demande.ts'

const ASKED = new Date('2026-12-01T09:00:00Z')
const clock = createTestClock()
const catalogue = {
  get: () => ({ demarche: { titre: 'Aide d’essai', silence: { mois: 2 } } }),
} as unknown as Catalogue

let base: TestDatabase
let people: People
beforeAll(async () => {
  base = await createTestDatabase()
  people = await createPeople(base.db)
})
afterAll(() => base.drop())

const deps = () => ({
  ...{ db: base.db, clock, catalogue, mailIdentity: collectiviteDEssai },
  calendrier: { exigeOuverte: () => undefined },
  publicOrigin: 'https://espace.essai.example',
})
const mailsOf = (id: string) =>
  base.db
    .selectFrom('courriel')
    .select(['modele', 'destinataire', 'usager_id'])
    .where('demande_id', '=', id)
    .execute()
const acteur = () => ({
  kind: 'usager' as const,
  acces: 'plein' as const,
  usagerId: people.usagerId,
  sessionId: uuidv7(),
  nomAffiche: 'Anne',
})
const find = (id: string) =>
  base.db.selectFrom('demande').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** A demande due on 24 January that waits for a complement until 15 December. */
async function insertWaiting(): Promise<{ id: string; reference: string; complementId: string }> {
  const [id, complementId] = [uuidv7(), uuidv7()]
  const reference = `ESS26-${id.slice(-8)}`
  await inTransaction(base.db, async (tx) => {
    const demande = { id, reference, usager_id: people.usagerId, demarche: 'essai', definition_version: '1' }
    const versions = { conditions_generales_version: 1, conditions_version: 1, reponses: '{}' }
    const depot = { beneficiaires: '', deposee_le: ASKED, statut_depuis: ASKED, statut: 'a_completer' }
    await tx
      .insertInto('demande')
      .values({ ...demande, ...versions, ...depot })
      .execute()
    await tx
      .insertInto('complement')
      .values({
        id: complementId,
        demande_id: id,
        agent_id: people.agentId,
        demande_le: ASKED,
        echeance: '2026-12-15',
        message: '',
        elements: '[]',
        effet: 'suspend',
      })
      .execute()
    await appendJournal(tx, {
      le: ASKED,
      acteur: { kind: 'systeme' },
      action: 'demande.complement-demande',
      demandeId: id,
      donnees: { decisionImpliciteAvant: '2027-01-24' },
    })
  })
  return { id, reference, complementId }
}

test.each([
  ['in time: the clock stood as long as was waited', '2026-12-11T09:00:00Z', '2027-02-03'],
  ['on the last evening', '2026-12-15T22:30:00Z', '2027-02-07'],
  ['late: it stood until the deadline and no longer', '2027-01-20T09:00:00Z', '2027-02-07'],
])('an answer %s', async (_when, le, due) => {
  const { id, reference, complementId } = await insertWaiting()
  clock.set(le)
  const answer = { reponse: 'voilà', complementVu: complementId }
  await answerComplement(deps(), acteur(), reference, answer)
  expect(await find(id)).toMatchObject({ statut: 'en_instruction', decision_implicite_le: due })
  expect(await mailsOf(id)).toEqual([
    { modele: 'complement-recu', destinataire: 'anne@essai.example', usager_id: people.usagerId },
  ])
})

test('an answer to one complement, left open in a tab, never closes the next one', async () => {
  const { id, reference } = await insertWaiting()
  const answer = answerComplement(deps(), acteur(), reference, {
    reponse: 'ancienne',
    complementVu: uuidv7(),
  })
  await expect(answer).rejects.toThrow(ActeImpossible)
  expect((await find(id)).statut).toBe('a_completer')
  expect(await mailsOf(id)).toEqual([])
})

test('withdrawing again after a lost answer is done once, and confirmed once by mail', async () => {
  const { id, reference } = await insertWaiting()
  for (let times = 0; times < 2; times += 1) await withdrawDemande(deps(), acteur(), reference)
  expect(await find(id)).toMatchObject({ statut: 'desistee', revision: 2 })
  expect(await mailsOf(id)).toEqual([
    { modele: 'desistement', destinataire: 'anne@essai.example', usager_id: people.usagerId },
  ])
})

test('a deadline that nobody meets: the clock runs again by itself the day after, once', async () => {
  const { id } = await insertWaiting()
  const due = async () => (await find(id)).decision_implicite_le
  clock.set('2026-12-15T22:30:00Z') // still the 15th in Paris
  await restartClocks(deps())
  expect(await due()).toBeNull()
  clock.set('2026-12-15T23:30:00Z')
  await restartClocks(deps())
  await restartClocks(deps())
  // Fourteen days were given from 1 to 15 December: 24 January and fourteen days.
  expect(await due()).toBe('2027-02-07')
  const lines = await base.db
    .selectFrom('journal')
    .select('donnees')
    .where('demande_id', '=', id)
    .where('action', '=', 'demande.delai-repris')
    .execute()
  expect(lines).toEqual([{ donnees: { decisionImplicite: '2027-02-07' } }])
})
