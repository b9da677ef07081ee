import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import { usagerActor } from '../../../test/support/demandes.ts'
import { insertPiece, openFilesDEssai } from '../../../test/support/pieces.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { applyActe, DemandeIntrouvable, lockDemande } from '../demandes/index.ts'
import { PieceIntrouvable, readPiece } from '../pieces/index.ts'
import { answerAvis } from './answer-avis.ts'
import { askAvis } from './ask-avis.ts'
import { avisDeLaDemande, mesAvis } from './avis.query.ts'
import type { AvisDeps } from './avis-deps.ts'
import { closeAvis, createEndAvis } from './close-avis.ts'
import { readDemandePourAvis } from './read-demande-pour-avis.ts'
import { AvisClos, AvisIntrouvable } from './refusals.ts'
import { remindAvis } from './remind-avis.ts'
import { withdrawAvis } from './withdraw-avis.ts'

const files = openFilesDEssai()
let comptoir: Comptoir
let deps: AvisDeps
let rose: AgentActor
let ailleurs: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  const { db, clock, publicOrigin, mailIdentity } = comptoir.deps
  const formulaire = { demarche: 'aide', version: '1', groupes: [], pages: [] }
  deps = {
    db,
    clock,
    publicOrigin,
    mailIdentity,
    catalogue: { titreDe: (slug) => slug },
    findDefinition: async () => formulaire,
  }
  rose = await comptoir.insertAgent('Rose', ['aide'])
  ailleurs = await comptoir.insertAgent('Paul', [])
})
afterAll(() => comptoir.base.drop())

const EXAMINEE = { demarche: 'aide', statut: 'en_instruction' } as const

interface Chose {
  id: string
  reference: string
  piece: string
  avis: string
}
let chose: Chose

const tape = (more: Partial<Parameters<typeof askAvis>[3]> = {}) => ({
  consulte: ailleurs.agentId,
  question: 'Le quotient familial vous paraît-il bien calculé ?',
  pourLe: '2026-12-08',
  ...more,
})

beforeEach(async () => {
  const { id, reference } = await comptoir.insertDemande({ statut: 'en_instruction' })
  const piece = await insertPiece(deps.db, id, {
    files,
    champ: 'racine.a',
    nomFichier: 'a.pdf',
    contenu: Buffer.from('contenu'),
  })
  expect(await askAvis(deps, rose, reference, tape())).toEqual({})
  const [avis] = await avisDeLaDemande(deps.db, id)
  chose = { id, reference, piece, avis: avis?.id ?? '' }
})

const open = (acteur: AgentActor) => readPiece({ ...deps, files }, acteur, chose.piece)

const actions = async () =>
  (await comptoir.stateOf(chose.id)).journal
    .map(({ action }) => action)
    .filter((one) => one.startsWith('avis.'))

describe('a colleague of no démarche', () => {
  test('reads that demande and its documents while asked, is journaled, and no more once answered', async () => {
    expect((await mesAvis(deps.db, ailleurs, '')).aRendre.map(({ id }) => id)).toContain(chose.avis)
    const { avis } = await readDemandePourAvis(deps, ailleurs, chose.avis)
    expect(avis.question).toContain('quotient familial')
    expect((await open(ailleurs)).nomFichier).toBe('a.pdf')
    expect(await answerAvis(deps, ailleurs, chose.avis, { sens: 'favorable', reponse: '' })).toEqual({})
    await expect(readDemandePourAvis(deps, ailleurs, chose.avis)).rejects.toThrow(AvisClos)
    await expect(open(ailleurs)).rejects.toThrow(PieceIntrouvable)
    await expect(answerAvis(deps, ailleurs, chose.avis, { sens: 'favorable', reponse: '' })).rejects.toThrow(
      AvisClos,
    )
    expect(await actions()).toEqual(['avis.demande', 'avis.dossier-lu', 'avis.rendu'])
    const [seen] = await avisDeLaDemande(deps.db, chose.id)
    expect(seen).toMatchObject({ sens: 'favorable', consulte: 'Paul Martin, gestionnaire des aides' })
    // Those of the démarche still read it.
    expect((await open(rose)).nomFichier).toBe('a.pdf')
  })

  test('reads nothing any more once it is withdrawn, nor once the demande has ended', async () => {
    expect(await withdrawAvis(deps, rose, chose.avis)).toBe(chose.reference)
    await expect(open(ailleurs)).rejects.toThrow(PieceIntrouvable)
    expect(await askAvis(deps, rose, chose.reference, tape())).toEqual({})
    expect((await open(ailleurs)).nomFichier).toBe('a.pdf')
    await deps.db.updateTable('demande').set({ statut: 'acceptee' }).where('id', '=', chose.id).execute()
    await expect(open(ailleurs)).rejects.toThrow(PieceIntrouvable)
    const { aRendre } = await mesAvis(deps.db, ailleurs, '')
    expect(aRendre.map(({ reference }) => reference)).not.toContain(chose.reference)
    await expect(askAvis(deps, rose, chose.reference, tape())).rejects.toThrow(AvisClos)
  })

  test('may not act as the agents of the démarche, nor a third agent as the colleague', async () => {
    await expect(askAvis(deps, ailleurs, chose.reference, tape())).rejects.toThrow(DemandeIntrouvable)
    for (const act of [remindAvis, withdrawAvis])
      await expect(act(deps, ailleurs, chose.avis)).rejects.toThrow(AvisIntrouvable)
    await expect(readDemandePourAvis(deps, rose, chose.avis)).rejects.toThrow(AvisIntrouvable)
    await expect(answerAvis(deps, rose, chose.avis, { sens: 'favorable', reponse: '' })).rejects.toThrow(
      AvisIntrouvable,
    )
  })
})

test('a decision ends what was not answered: the colleague is told kindly, once, and whoever answered is not', async () => {
  const lise = await comptoir.insertAgent(`Lise${chose.reference}`, [])
  await askAvis(deps, rose, chose.reference, tape({ consulte: lise.agentId }))
  await answerAvis(deps, ailleurs, chose.avis, { sens: 'favorable', reponse: '' })
  const le = deps.clock.now()
  for (let n = 0; n < 2; n += 1)
    await inTransaction(deps.db, (tx) =>
      closeAvis(tx, deps, 'Aide', { demande: { ...chose, ...EXAMINEE }, acteur: rose, le }),
    )
  expect(await actions()).toEqual(['avis.demande', 'avis.demande', 'avis.rendu', 'avis.sans-objet'])
  const mails = await deps.db
    .selectFrom('courriel')
    .select(['destinataire', 'texte'])
    .where('modele', '=', 'avis-sans-objet')
    .where('sujet', 'like', `%${chose.reference}%`)
    .execute()
  const { email } = await deps.db
    .selectFrom('agent')
    .select('email')
    .where('id', '=', lise.agentId)
    .executeTakeFirstOrThrow()
  expect(mails.map(({ destinataire }) => destinataire)).toEqual([email])
  expect(mails[0]?.texte).toContain('vous n’avez plus rien à faire')
  const { aRendre } = await mesAvis(deps.db, lise, '')
  expect(aRendre).toEqual([])
})

test.each(['desister', 'constater-silence'] as const)(
  '« %s » ends what was not answered as well, and the colleague is told',
  async (acte) => {
    const { usager_id } = (await comptoir.stateOf(chose.id)).demande
    const usager = usagerActor(usager_id ?? '')
    const acteur = acte === 'desister' ? usager : ({ kind: 'systeme' } as const)
    const le = deps.clock.now()
    await inTransaction(deps.db, async (tx) => {
      const demande = await lockDemande(tx, chose.reference, usager)
      await applyActe(tx, { demande, acte, acteur, le, endAvis: createEndAvis(deps) })
    })
    const { journal } = await comptoir.stateOf(chose.id)
    const fin = journal.find(({ action }) => action === 'avis.sans-objet')
    expect(fin, 'no act of the person: it is not in what they read of their own').toMatchObject({
      acteur_id: null,
    })
    expect(await mailsTo('paul@essai.example', 'avis-sans-objet')).toEqual([
      expect.stringContaining('Son examen est terminé'),
    ])
  },
)

test('an act that ends a demande and forgets the opinions is refused whole', async () => {
  const { usager_id } = (await comptoir.stateOf(chose.id)).demande
  const acteur = usagerActor(usager_id ?? '')
  const forgets = inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, chose.reference, acteur)
    await applyActe(tx, { demande, acte: 'desister', acteur, le: deps.clock.now() })
  })
  await expect(forgets).rejects.toThrow('leaves its opinions open')
  expect((await comptoir.stateOf(chose.id)).demande.statut).toBe('en_instruction')
})

test('a decision that is withdrawn: the colleague is told that the examination begins again', async () => {
  const demande = { ...chose, ...EXAMINEE, statut: 'acceptee' } as const
  const le = deps.clock.now()
  await inTransaction(deps.db, (tx) => closeAvis(tx, deps, 'Aide', { demande, acteur: rose, le }))
  expect(await mailsTo('paul@essai.example', 'avis-sans-objet')).toEqual([])
  expect(await mailsTo('paul@essai.example', 'avis-apres-retrait')).toEqual([
    expect.stringContaining('son examen recommence'),
  ])
})

const mailsTo = async (destinataire: string, modele: string) =>
  (
    await deps.db
      .selectFrom('courriel')
      .select('texte')
      .where('destinataire', '=', destinataire)
      .where('modele', '=', modele)
      .where('sujet', 'like', `%${chose.reference}%`)
      .execute()
  ).map(({ texte }) => texte)

describe('asking', () => {
  test.each([
    [{ consulte: uuidv7() }, 'consulte'],
    [{ question: 'Court' }, 'question'],
    [{ question: 'x'.repeat(2001) }, 'question'],
    [{ pourLe: '2026-11-23' }, 'pourLe'],
    [{ pourLe: '2027-02-22' }, 'pourLe'],
    [{ pourLe: 'demain' }, 'pourLe'],
  ])('%j is told beside %s', async (more, champ) => {
    const neuve = await comptoir.insertDemande()
    expect(Object.keys(await askAvis(deps, rose, neuve.reference, tape(more)))).toEqual([champ])
  })

  test('nobody is asked twice at the same time, nor oneself', async () => {
    expect(await askAvis(deps, rose, chose.reference, tape())).toHaveProperty('consulte')
    expect(await askAvis(deps, rose, chose.reference, tape({ consulte: rose.agentId }))).toHaveProperty(
      'consulte',
    )
  })

  test('the colleague is told without a name, and reminded once a day at most', async () => {
    for (let n = 0; n < 2; n += 1) await remindAvis(deps, rose, chose.avis)
    const { courriels } = await comptoir.stateOf(chose.id)
    expect(courriels).toEqual([])
    const mails = await deps.db
      .selectFrom('courriel')
      .selectAll()
      .where('destinataire', '=', 'paul@essai.example')
      .where('sujet', 'like', `%${chose.reference}%`)
      .execute()
    expect(mails.map(({ modele }) => modele)).toEqual(['avis-demande', 'avis-rappele'])
    for (const { texte } of mails) expect(texte).not.toContain('Dupont')
  })
})

test.each([
  [{ sens: '', reponse: '' }, ['sens']],
  [{ sens: 'defavorable', reponse: '' }, ['reponse']],
  [{ sens: 'reserve', reponse: 'x'.repeat(4001) }, ['reponse']],
])('an opinion %j is told what is missing', async (given, champs) => {
  expect(Object.keys(await answerAvis(deps, ailleurs, chose.avis, given))).toEqual(champs)
})
