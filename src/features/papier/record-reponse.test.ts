import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { insertEnAttente } from './en-attente.fixture.ts'
import { recordReponse } from './record-reponse.ts'
import { SaisieIntrouvable } from './refusals.ts'

let comptoir: Comptoir
let agent: AgentActor
beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Inès', ['aide'])
})
afterAll(() => comptoir.base.drop())

type Deps = Parameters<typeof recordReponse>[0]
const deps = (): Deps => ({
  ...comptoir.deps,
  catalogue: {
    ...comptoir.deps.catalogue,
    get: (slug: string) => comptoir.deps.catalogue.find(slug),
  } as unknown as Deps['catalogue'],
  calendrier: { exigeOuverte: () => undefined },
})

/** Typed on a day, arrived on another; words for these ranks. */
const typed = (
  demande: { reference: string; complementVu: string | undefined },
  on: string,
  recueLe: string,
  rangs: readonly number[],
) => {
  comptoir.clock.set(`${on}T14:00:00Z`)
  const textes = new Map(rangs.map((rang) => [rang, 'voilà']))
  const { reference, complementVu } = demande
  return recordReponse(deps(), agent, reference, { complementVu, textes, enPartie: true, recueLe })
}
const lettersOf = (id: string) =>
  comptoir.base.db
    .selectFrom('lettre')
    .select(['modele', 'paragraphes'])
    .where('demande_id', '=', id)
    .where('modele', '=', 'complement-recu')
    .execute()

test.each([
  ['the day it arrived', '2026-12-03', '2026-12-03', '2027-02-02', false],
  ['after the deadline, though it arrived before', '2026-12-20', '2026-12-03', '2027-02-02', false],
  [
    'and late, though the clock stood no longer than the deadline',
    '2026-12-18',
    '2026-12-16',
    '2027-02-14',
    true,
  ],
])('a letter typed %s: the law counts from its arrival', async (_when, on, recueLe, due, tardif) => {
  const demande = await insertEnAttente(comptoir, agent)
  expect(await typed(demande, on, recueLe, [1])).toBeUndefined()
  const { demande: row, complements, journal, courriels } = await comptoir.stateOf(demande.id)
  expect(row).toMatchObject({ statut: 'en_instruction', decision_implicite_le: due })
  expect(complements[0]?.repondu_le?.toISOString().slice(0, 10)).toBe(recueLe)
  expect(journal.at(-1)).toMatchObject({
    action: 'demande.complement-recu',
    acteur_id: agent.agentId,
    donnees: { recueLe, tardif },
  })
  expect([courriels, await lettersOf(demande.id)]).toEqual([[], []])
})

test('two letters typed in another order than they came in: the clock moves on the day of the last', async () => {
  const demande = await insertEnAttente(comptoir, agent, { elements: 'RIB\nQuotient' })
  await typed(demande, '2026-12-12', '2026-12-10', [2])
  expect((await comptoir.stateOf(demande.id)).demande).toMatchObject({
    statut: 'a_completer',
    decision_implicite_le: null,
  })
  const [letter] = await lettersOf(demande.id)
  expect(JSON.stringify(letter?.paragraphes)).toMatch(/10 décembre.*manque encore.*– RIB/)
  await typed(demande, '2026-12-12', '2026-12-03', [1])
  expect((await comptoir.stateOf(demande.id)).demande.decision_implicite_le).toBe('2027-02-09')
})

test('whoever gave an address is told by mail, also that it came late', async () => {
  const demande = await insertEnAttente(comptoir, agent, { email: 'odette@exemple.fr' })
  await typed(demande, '2026-12-18', '2026-12-16', [1])
  const { courriels } = await comptoir.stateOf(demande.id)
  const mail = courriels.find(({ modele }) => modele === 'complement-recu')
  expect(mail).toMatchObject({ destinataire: 'odette@exemple.fr', usager_id: null })
  expect(mail?.texte).toContain('gardée quand même')
  expect(mail?.texte).not.toContain('/espace/')
})

test('nobody answers for somebody who has an account, nor for another démarche', async () => {
  const online = await insertEnAttente(comptoir, agent, { papier: false })
  await expect(typed(online, '2026-12-03', '2026-12-03', [1])).rejects.toThrow(SaisieIntrouvable)
  const paper = await insertEnAttente(comptoir, agent)
  const elsewhere = { ...agent, demarches: ['carte'] }
  const answer = { complementVu: paper.complementVu, textes: new Map([[1, 'x']]), enPartie: false }
  await expect(
    recordReponse(deps(), elsewhere, paper.reference, { ...answer, recueLe: '2026-12-03' }),
  ).rejects.toThrow()
  expect((await comptoir.stateOf(paper.id)).demande.statut).toBe('a_completer')
})
