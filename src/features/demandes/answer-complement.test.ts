import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { createPeople, type People } from '../../platform/session/people.fixture.ts'
import { createEndAvis } from '../avis/index.ts'
import type { Catalogue } from '../demarches/index.ts'
import { answerComplement } from './answer-complement.ts'
import { createDelaiDesComplements } from './delai-des-complements.ts'
import { ActeImpossible } from './refusals.ts'
import { restartClocks } from './restart-clocks.ts'
import { withdrawDemande } from './withdraw-demande.ts'

const ASKED = new Date('2026-12-01T09:00:00Z')
const clock = createTestClock()
const catalogue = {
  get: () => ({ demarche: { titre: 'Aide d’essai', silence: { mois: 2 } } }),
  titreDe: () => 'Aide d’essai',
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
  endAvis: createEndAvis({ catalogue, mailIdentity: collectiviteDEssai, publicOrigin: '' }),
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
async function insertWaiting(
  elements: unknown[] = ['RIB'],
  effet = 'suspend',
): Promise<{ id: string; reference: string; complementId: string }> {
  const [id, complementId] = [uuidv7(), uuidv7()]
  const reference = `ESS26-${id.slice(-8)}`
  await inTransaction(base.db, async (tx) => {
    const demande = { id, reference, usager_id: people.usagerId, demarche: 'essai', definition_version: '1' }
    const versions = { conditions_generales_version: 1, conditions_version: 1, reponses: '{}' }
    const statut = effet === 'aucun' ? 'en_instruction' : 'a_completer'
    const depot = { beneficiaires: '', deposee_le: ASKED, statut_depuis: ASKED, statut }
    const decision_implicite_le = effet === 'aucun' ? '2027-01-24' : null
    await tx
      .insertInto('demande')
      .values({ ...demande, ...versions, ...depot, decision_implicite_le })
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
        elements: JSON.stringify(elements),
        effet,
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

/** Words for the elements of these ranks. */
const answer = (complementVu: string, rangs: readonly number[], enPartie = false) => ({
  complementVu,
  textes: new Map(rangs.map((rang) => [rang, 'voilà'])),
  enPartie,
})
const recusOf = async (complementId: string) =>
  (
    await base.db
      .selectFrom('element_recu')
      .select(['rang', 'tardif'])
      .where('complement_id', '=', complementId)
      .orderBy('rang')
      .execute()
  ).map(({ rang, tardif }) => `${rang}${tardif ? ' tardif' : ''}`)
const closed = async (complementId: string) =>
  (
    await base.db
      .selectFrom('complement')
      .select('clos_le')
      .where('id', '=', complementId)
      .executeTakeFirstOrThrow()
  ).clos_le !== null

test.each([
  ['in time: the clock stood as long as was waited', '2026-12-11T09:00:00Z', '2027-02-03'],
  ['on the last evening', '2026-12-15T22:30:00Z', '2027-02-07'],
  ['late: it stood until the deadline and no longer', '2027-01-20T09:00:00Z', '2027-02-07'],
])('an answer %s', async (_when, le, due) => {
  const { id, reference, complementId } = await insertWaiting()
  clock.set(le)
  await answerComplement(deps(), acteur(), reference, answer(complementId, [1]))
  expect(await find(id)).toMatchObject({ statut: 'en_instruction', decision_implicite_le: due })
  expect(await mailsOf(id)).toEqual([
    { modele: 'complement-recu', destinataire: 'anne@essai.example', usager_id: people.usagerId },
  ])
})

const element = (libelle: string, bloquant: boolean) => ({ libelle, nature: 'reponse', bloquant })
const AVEC_UTILE = [element('A', true), element('B', true), element('C', false)]

test.each([
  // The rejection stands still while something indispensable is missing, and then runs on; the acceptance begins anew.
  ['suspend', [1], '2026-12-05', 'a_completer', null, false],
  ['suspend', [1, 2], '2026-12-11', 'en_instruction', '2027-02-03', false],
  ['suspend', [1, 2], '2026-12-20', 'en_instruction', '2027-02-07', false],
  ['suspend', [3], '2026-12-05', 'a_completer', null, false],
  ['suspend', [1, 2, 3], '2026-12-11', 'en_instruction', '2027-02-03', true],
  ['recommence', [1, 2], '2026-12-11', 'en_instruction', '2027-02-12', false],
  ['recommence', [2, 3], '2026-12-11', 'a_completer', null, false],
  ['recommence', [1, 2, 3], '2027-01-20', 'en_instruction', '2027-03-21', true],
] as const)('%s, %j of three sent on %s: %s', async (effet, rangs, day, statut, due, clos) => {
  const { id, reference, complementId } = await insertWaiting(AVEC_UTILE, effet)
  clock.set(`${day}T09:00:00Z`)
  const sent = answer(complementId, rangs, rangs.length < 3)
  expect(await answerComplement(deps(), acteur(), reference, sent)).toBeUndefined()
  expect(await find(id)).toMatchObject({ statut, decision_implicite_le: due })
  const late = day > '2026-12-15' ? ' tardif' : ''
  expect(await recusOf(complementId)).toEqual(rangs.map((rang) => `${rang}${late}`))
  expect(await closed(complementId)).toBe(clos)
  expect(await mailsOf(id)).toHaveLength(1)
})

test('the rest is sent later, the clock moves with the last thing that blocks, and each mail says what is left', async () => {
  const { id, reference, complementId } = await insertWaiting(AVEC_UTILE)
  const steps = [
    ['2026-12-05T09:00:00Z', 1, 'a_completer', null],
    ['2026-12-11T09:00:00Z', 2, 'en_instruction', '2027-02-03'],
    // A minute after the deadline: kept, and said.
    ['2026-12-15T23:01:00Z', 3, 'en_instruction', '2027-02-03'],
  ] as const
  for (const [le, rang, statut, due] of steps) {
    clock.set(le)
    await answerComplement(deps(), acteur(), reference, answer(complementId, [rang], true))
    expect(await find(id)).toMatchObject({ statut, decision_implicite_le: due })
  }
  expect(await recusOf(complementId)).toEqual(['1', '2', '3 tardif'])
  expect(await closed(complementId)).toBe(true)
  const mails = await base.db
    .selectFrom('courriel')
    .select('texte')
    .where('demande_id', '=', id)
    .orderBy('cree_le')
    .execute()
  expect(mails.map(({ texte }) => texte)).toEqual([
    expect.stringContaining('Il manque encore 2 éléments'),
    expect.stringContaining('Vous pouvez encore ajouter un élément'),
    expect.stringContaining('Nous la gardons et la joignons'),
  ])
})

test('nothing leaves when nothing is ready, nor when something indispensable is missing and nobody said « in part »', async () => {
  const { id, reference, complementId } = await insertWaiting(AVEC_UTILE)
  clock.set('2026-12-05T09:00:00Z')
  const before = await find(id)
  expect(await answerComplement(deps(), acteur(), reference, answer(complementId, [], true))).toEqual({
    kind: 'rien',
  })
  expect(await answerComplement(deps(), acteur(), reference, answer(complementId, [2]))).toMatchObject({
    kind: 'manque',
    elements: [{ libelle: 'A' }],
  })
  expect(await find(id)).toEqual(before)
  expect([await recusOf(complementId), await mailsOf(id)]).toEqual([[], []])
  const whole = await answerComplement(deps(), acteur(), reference, answer(complementId, [1, 2]))
  expect([whole, await recusOf(complementId)], 'what is only useful holds nothing back').toEqual([
    undefined,
    ['1', '2'],
  ])
  expect(await closed(complementId)).toBe(false)
})

test('what stops nothing is added while the examination goes on: neither the state nor the clock moves', async () => {
  const { id, reference, complementId } = await insertWaiting([element('C', false)], 'aucun')
  clock.set('2026-12-05T09:00:00Z')
  await answerComplement(deps(), acteur(), reference, answer(complementId, [1]))
  expect(await find(id)).toMatchObject({
    statut: 'en_instruction',
    decision_implicite_le: '2027-01-24',
    revision: 2,
  })
})

test('a closing on the last day gives more time, and stops the clock again only where something that blocks is missing', async () => {
  const open = await insertWaiting(AVEC_UTILE)
  const blocked = await insertWaiting(AVEC_UTILE)
  clock.set('2026-12-11T09:00:00Z')
  await answerComplement(deps(), acteur(), open.reference, answer(open.complementId, [1, 2], true))
  clock.set('2026-12-16T09:00:00Z')
  await restartClocks(deps())
  expect((await find(blocked.id)).decision_implicite_le).toBe('2027-02-07')
  const fermeture = {
    debut: new Date('2026-12-15T17:00:00Z'),
    fin: new Date('2026-12-16T08:00:00Z'),
    demarche: null,
    numero: 1,
  }
  await inTransaction(base.db, (tx) =>
    // Nobody here filed on paper.
    createDelaiDesComplements(() => Promise.reject(new Error('told on paper'))).prolonge(
      tx,
      fermeture,
      clock.now(),
    ),
  )
  expect((await find(open.id)).decision_implicite_le).toBe('2027-02-03')
  expect((await find(blocked.id)).decision_implicite_le).toBeNull()
})

test('two tabs send at once: one receives each element, once', async () => {
  const { reference, complementId } = await insertWaiting(AVEC_UTILE)
  clock.set('2026-12-05T09:00:00Z')
  await Promise.allSettled(
    [1, 2].map(() => answerComplement(deps(), acteur(), reference, answer(complementId, [1], true))),
  )
  expect(await recusOf(complementId)).toEqual(['1'])
})

test('an answer to one complement, left open in a tab, never closes the next one', async () => {
  const { id, reference } = await insertWaiting()
  const stale = answerComplement(deps(), acteur(), reference, answer(uuidv7(), [1]))
  await expect(stale).rejects.toThrow(ActeImpossible)
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
