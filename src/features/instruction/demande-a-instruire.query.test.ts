import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { type Comptoir, createComptoir } from './comptoir.fixture.ts'
import { demandeAInstruire } from './demande-a-instruire.query.ts'
import { giveMotifs } from './give-motifs.ts'
import { writeLettre } from './write-lettre.ts'

let comptoir: Comptoir
let agent: AgentActor
beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Camille', ['aide'])
})
afterAll(() => comptoir.base.drop())

test('what was read or taken away is told apart from what was done', async () => {
  const { id, reference } = await comptoir.insertDemande()
  const readings = [
    ...['demande.consultee', 'piece.consultee', 'piece.apercus-consultes', 'avis.dossier-lu'],
    ...['demande.journal-exporte', 'transmission.dossier-emporte'],
  ]
  const le = comptoir.clock.now()
  await inTransaction(comptoir.base.db, async (tx) => {
    for (const action of ['demande.deposee', ...readings])
      await appendJournal(tx, { le, acteur: agent, action, demandeId: id })
  })
  const told = async (lignes: 'actes' | 'consultations') =>
    (await demandeAInstruire(comptoir.base.db, agent, reference, lignes)).histoire.map(({ action }) => action)
  expect(await told('actes')).toEqual(['demande.deposee'])
  expect(await told('consultations')).toEqual(readings)
})

test('on paper: the acknowledgement has left once it is printed; the reasons of a silence are in their letter', async () => {
  const { id, reference } = await comptoir.insertDemande()
  const { db } = comptoir.base
  await db.updateTable('demande').set({ usager_id: null }).where('id', '=', id).execute()
  const qui = { demande_id: id, prenom: 'Odette', nom: 'Fournier', adresse: '{}' }
  await db.insertInto('demandeur_papier').values(qui).execute()
  const lettre = { demandeId: id, modele: 'accuse-reception', objet: 'Accusé', paragraphes: [] }
  const le = comptoir.clock.now()
  const lettreId = await inTransaction(db, (tx) => writeLettre(tx, lettre, le))
  const accuseLe = async () => (await demandeAInstruire(db, agent, reference)).silence.accuseLe
  expect(await accuseLe()).toBeNull()
  await db.updateTable('lettre').set({ imprimee_le: le }).where('id', '=', lettreId).execute()
  expect(await accuseLe()).toEqual(le)

  const asked = { demande_id: id, demandee_le: le, dus_le: '2026-12-23' }
  await db.insertInto('demande_de_motifs').values(asked).execute()
  const motifs = 'Article 3 du règlement : le collège est trop près.'
  expect(await giveMotifs(comptoir.deps, agent, reference, motifs)).toEqual([])
  const written = db.selectFrom('lettre').select('paragraphes').where('modele', '=', 'motifs-communiques')
  expect((await written.executeTakeFirstOrThrow()).paragraphes).toContain(motifs)
})
