import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertPiece as insertPieceDEssai } from '../../../test/support/pieces.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { DemandeIntrouvable, DemandeModifieeEntreTemps } from '../demandes/index.ts'
import { PieceIntrouvable, sortsOfPieces } from '../pieces/index.ts'
import { acceptDemande } from './accept-demande.ts'
import { isChangeOfState } from './actes-labels.ts'
import { type Comptoir, createComptoir } from './comptoir.fixture.ts'
import { changesSince, demandeAInstruire } from './demande-a-instruire.query.ts'
import { giveMotifs } from './give-motifs.ts'
import { judgePiece, parseVerdict, type VerdictLu } from './judge-piece.ts'
import { PieceJugeeEntreTemps, PieceRemplacee } from './refusals.ts'

let comptoir: Comptoir
let agent: AgentActor
let autre: AgentActor
beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Camille', ['aide'])
  autre = await comptoir.insertAgent('Dominique', ['carte'])
})
afterAll(() => comptoir.base.drop())

const REFUS: VerdictLu = { verdict: 'refusee', motif: 'illisible', precisions: '' }
const OUI: VerdictLu = { verdict: 'acceptee', motif: null, precisions: '' }

const insertPiece = (demandeId: string, given: Parameters<typeof insertPieceDEssai>[2] = {}) =>
  insertPieceDEssai(comptoir.base.db, demandeId, given)
const verdictsOf = (pieceId: string) =>
  comptoir.base.db
    .selectFrom('verdict_piece')
    .select(['id', 'verdict', 'motif'])
    .where('piece_id', '=', pieceId)
    .orderBy('le')
    .execute()
const judge = (reference: string, pieceId: string, lu: VerdictLu, verdictVu = '', qui = agent) =>
  judgePiece(comptoir.deps, qui, { reference, pieceId, verdictVu }, lu)

describe('parseVerdict', () => {
  const saisi = { verdict: 'refusee', motif: 'illisible', precisions: '' }
  test.each([
    [{}, []],
    [{ verdict: 'acceptee', motif: '' }, []],
    [{ verdict: 'perimee', motif: '' }, []],
    [{ verdict: '' }, ['verdict']],
    [{ verdict: 'peut-etre' }, ['verdict']],
    [{ motif: '' }, ['motif']],
    [{ motif: 'moche' }, ['motif']],
    [{ motif: 'autre' }, ['precisions']],
    [{ motif: 'autre', precisions: ' \n ' }, ['precisions']],
    [{ motif: 'autre', precisions: 'Le tampon manque.' }, []],
    [{ precisions: 'x'.repeat(501) }, ['precisions']],
  ])('%o: %j', (change, champs) => {
    const lu = parseVerdict({ ...saisi, ...change })
    expect(lu.ok ? [] : lu.erreurs.map(({ champ }) => champ)).toEqual(champs)
  })
})

test('a verdict is kept beside the former ones, journaled, and never written blindly over another', async () => {
  const { id, reference } = await comptoir.insertDemande({ statut: 'en_instruction' })
  const piece = await insertPiece(id)
  await judge(reference, piece, REFUS)
  await expect(judge(reference, piece, OUI)).rejects.toThrow(PieceJugeeEntreTemps)
  const [first] = await verdictsOf(piece)
  comptoir.clock.advance(1000)
  await judge(reference, piece, OUI, first?.id)
  expect((await verdictsOf(piece)).map(({ verdict, motif }) => [verdict, motif])).toEqual([
    ['refusee', 'illisible'],
    ['acceptee', null],
  ])
  const { journal, demande } = await comptoir.stateOf(id)
  expect(journal.map(({ action }) => action)).toEqual(['piece.refusee', 'piece.acceptee'])
  expect(demande.revision).toBe(3)
  // A page that was open before shows neither verdict.
  const acte = { reference, revisionVue: 1, motivation: '' }
  await expect(acceptDemande(comptoir.deps, agent, acte)).rejects.toThrow(DemandeModifieeEntreTemps)
  const vue = await demandeAInstruire(comptoir.base.db, agent, reference)
  expect(changesSince(vue, 1, isChangeOfState).map(({ action }) => action)).toEqual([
    'piece.refusee',
    'piece.acceptee',
  ])
})

test('two agents on one document at once: one verdict', async () => {
  const { id, reference } = await comptoir.insertDemande({ statut: 'en_instruction' })
  const piece = await insertPiece(id)
  const results = await Promise.allSettled([judge(reference, piece, REFUS), judge(reference, piece, OUI)])
  const lost = results.filter((result) => result.status === 'rejected')
  expect(lost.map(({ reason }) => reason)).toEqual([expect.any(PieceJugeeEntreTemps)])
  expect(await verdictsOf(piece)).toHaveLength(1)
})

test('a document that was replaced meanwhile, that nobody may open, of another demande, of one that is over', async () => {
  const { id, reference } = await comptoir.insertDemande({ statut: 'en_instruction' })
  const ailleurs = await comptoir.insertDemande({ statut: 'en_instruction' })
  const fermee = await comptoir.insertDemande({ statut: 'refusee' })
  const remplacee = await insertPiece(id)
  await insertPiece(id, { remplaceId: remplacee })
  const refused = [
    [reference, remplacee, PieceRemplacee],
    [reference, await insertPiece(id, { etat: 'quarantaine' }), PieceIntrouvable],
    [reference, await insertPiece(ailleurs.id), PieceIntrouvable],
    [reference, uuidv7(), PieceIntrouvable],
    [fermee.reference, await insertPiece(fermee.id), DemandeModifieeEntreTemps],
  ] as const
  for (const [where, piece, refusal] of refused) {
    await expect(judge(where, piece, OUI)).rejects.toThrow(refusal)
    expect(await verdictsOf(piece)).toEqual([])
  }
  await expect(judge(reference, await insertPiece(id), OUI, '', autre)).rejects.toThrow(DemandeIntrouvable)
})

test('each document refused is a news to act on, settled by the next verdict; the mail of the hour tells them together', async () => {
  const { id, reference } = await comptoir.insertDemande({ statut: 'en_instruction' })
  const pieces = [await insertPiece(id), await insertPiece(id)]
  for (const piece of pieces) await judge(reference, piece, REFUS)
  const news = () =>
    comptoir.base.db
      .selectFrom('notification')
      .select(['genre', 'objet_id', 'a_faire', 'attend_courriel'])
      .where('demande_id', '=', id)
      .where('faite_le', 'is', null)
      .orderBy('id')
      .execute()
  const refusee = { genre: 'piece.refusee', a_faire: true, attend_courriel: true }
  expect(await news()).toEqual(pieces.map((objet_id) => ({ ...refusee, objet_id })))
  const [first = ''] = pieces
  const { verdict } = (await inTransaction(comptoir.base.db, (tx) => sortsOfPieces(tx, id))).get(first) ?? {}
  await judge(reference, first, OUI, verdict?.id ?? '')
  expect(await news()).toMatchObject([
    { genre: 'piece.refusee', objet_id: pieces[1] },
    { genre: 'piece.acceptee' },
  ])
  expect((await comptoir.stateOf(id)).courriels).toEqual([])
})

test('reasons are given once to who asked, by an agent, with words; an express decision leaves none owed', async () => {
  const { id, reference } = await comptoir.insertDemande({
    statut: 'en_instruction',
    implicite: '2026-11-20',
  })
  await expect(giveMotifs(comptoir.deps, agent, reference, 'x'.repeat(20))).rejects.toThrow(
    DemandeModifieeEntreTemps,
  )
  await inTransaction(comptoir.base.db, async (tx) => {
    const nee = { demande_id: id, sens: 'rejet', nee_le: '2026-11-20', constatee_le: comptoir.clock.now() }
    await tx.insertInto('decision_implicite').values(nee).execute()
    const asked = { demande_id: id, demandee_le: comptoir.clock.now(), dus_le: '2026-12-23' }
    await tx.insertInto('demande_de_motifs').values(asked).execute()
  })
  expect(await giveMotifs(comptoir.deps, agent, reference, 'Trop court.')).toHaveLength(1)
  expect(
    await giveMotifs(comptoir.deps, agent, reference, 'Le revenu dépasse le plafond (article 3).'),
  ).toEqual([])
  await expect(giveMotifs(comptoir.deps, agent, reference, 'x'.repeat(20))).rejects.toThrow(
    DemandeModifieeEntreTemps,
  )
  // Silence that rejected leaves an express decision possible.
  await acceptDemande(comptoir.deps, agent, { reference, revisionVue: 1, motivation: '' })
  const { demande, courriels } = await comptoir.stateOf(id)
  expect(demande.statut).toBe('acceptee')
  expect(courriels.map(({ modele }) => modele)).toEqual(['motifs-communiques', 'decision'])
})
