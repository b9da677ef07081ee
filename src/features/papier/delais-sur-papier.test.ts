import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { createDelaiDesComplements, demandesJobs } from '../demandes/index.ts'
import { createTellDemandeurPapier } from '../instruction/index.ts'
import { insertEnAttente } from './en-attente.fixture.ts'

let comptoir: Comptoir
let agent: AgentActor
beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Inès', ['aide'])
})
afterAll(() => comptoir.base.drop())

const newsOf = async (id: string, modele: string) => {
  const letters = await comptoir.base.db
    .selectFrom('lettre')
    .select('paragraphes')
    .where('demande_id', '=', id)
    .where('modele', '=', modele)
    .execute()
  const { courriels } = await comptoir.stateOf(id)
  const mails = courriels.filter((courriel) => courriel.modele === modele)
  return { letters: letters.map(({ paragraphes }) => String(paragraphes)), mails }
}

test('a deadline that a closing took away: told by letter, or by mail where an address was given, once', async () => {
  const byPost = await insertEnAttente(comptoir, agent, { elements: 'RIB\nQuotient' })
  const byMail = await insertEnAttente(comptoir, agent, { email: 'odette@exemple.fr' })
  const online = await insertEnAttente(comptoir, agent, { papier: false })
  comptoir.clock.set('2026-12-16T09:00:00Z')
  const fermeture = {
    debut: new Date('2026-12-15T17:00:00Z'),
    fin: new Date('2026-12-16T08:00:00Z'),
    ...{ demarche: null, numero: 1 },
  }
  const { prolonge } = createDelaiDesComplements(createTellDemandeurPapier(comptoir.deps))
  const run = () => inTransaction(comptoir.base.db, (tx) => prolonge(tx, fermeture, comptoir.clock.now()))
  expect([await run(), await run()]).toEqual([3, 0])
  const { echeance } = (await comptoir.stateOf(byPost.id)).complements[0] ?? {}
  expect(echeance && echeance > '2026-12-15').toBe(true)
  const posted = await newsOf(byPost.id, 'complement-prolonge')
  expect([posted.letters.length, posted.mails]).toEqual([1, []])
  for (const told of ['Vous avez donc plus de temps', '– RIB', '– Quotient', 'par courrier'])
    expect(posted.letters[0]).toContain(told)
  const mailed = await newsOf(byMail.id, 'complement-prolonge')
  expect([mailed.letters, mailed.mails]).toEqual([
    [],
    [expect.objectContaining({ destinataire: 'odette@exemple.fr', usager_id: null })],
  ])
  expect(await newsOf(online.id, 'complement-prolonge')).toEqual({ letters: [], mails: [] })
})

test('the reminder before a deadline: by mail to whoever gave an address, to nobody else on paper, once', async () => {
  const byPost = await insertEnAttente(comptoir, agent)
  const byMail = await insertEnAttente(comptoir, agent, { email: 'marius@exemple.fr' })
  const jobs = demandesJobs({
    ...comptoir.deps,
    catalogue: { ...comptoir.deps.catalogue, titreDe: () => 'Aide', all: () => [] },
    tellDemandeurPapier: createTellDemandeurPapier(comptoir.deps),
  } as unknown as Parameters<typeof demandesJobs>[0])
  comptoir.clock.set('2026-12-14T09:00:00Z')
  for (let times = 0; times < 2; times += 1) await jobs['complement:rappelle']?.({})
  expect(await newsOf(byPost.id, 'rappel-complement')).toEqual({ letters: [], mails: [] })
  const { letters, mails } = await newsOf(byMail.id, 'rappel-complement')
  expect([letters, mails]).toEqual([[], [expect.objectContaining({ destinataire: 'marius@exemple.fr' })]])
  expect(mails[0]?.texte).toContain('– RIB')
  expect(mails[0]?.texte).not.toContain('/espace/')
})
