import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { insertDemandes } from '../../../test/support/demandes.ts'
import { insertMessage, insertPiece } from '../../../test/support/pieces.ts'
import type { RefusDePiece } from '../../formulaire/refus-de-piece.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { createPeople } from '../../platform/session/people.fixture.ts'
import { tellUnusable } from './tell-unusable.ts'

let base: TestDatabase
const clock = createTestClock()
let usagerId: string
/** Two demandes of one person. */
let ouverte: string
let finie: string

beforeAll(async () => {
  base = await createTestDatabase()
  ;({ usagerId } = await createPeople(base.db))
})
afterAll(() => base.drop())
beforeEach(async () => {
  ;[ouverte = '', finie = ''] = await insertDemandes(base.db, usagerId, 2)
  await ends('refusee')
})

const ends = (statut: string) =>
  base.db.updateTable('demande').set({ statut }).where('id', '=', finie).execute()

const tell = (fichierId: string, refus: RefusDePiece = 'virus') =>
  inTransaction(base.db, (tx) =>
    tellUnusable(
      { mailIdentity: collectiviteDEssai, publicOrigin: 'https://essai.example' },
      tx,
      fichierId,
      refus,
      clock.now(),
    ),
  )

async function toldOf(demandeId: string) {
  const nouvelles = base.db.selectFrom('notification').select(['genre', 'a_faire'])
  const courriels = base.db.selectFrom('courriel').select(['sujet', 'texte'])
  return {
    nouvelles: await nouvelles.where('demande_id', '=', demandeId).orderBy('id').execute(),
    courriels: await courriels.where('demande_id', '=', demandeId).orderBy('id').execute(),
  }
}

test.each(['acceptee', 'refusee', 'sans_suite', 'transmise', 'desistee'])(
  'of a demande that is %s: told as it is, nothing is asked for',
  async (statut) => {
    await ends(statut)
    await tell(await insertPiece(base.db, finie))
    await tell(await insertMessage(base.db, finie), 'illisible')
    const { courriels, nouvelles } = await toldOf(finie)
    const nouvelle = { genre: 'piece.ne-sert-plus', a_faire: false }
    expect(nouvelles).toEqual([nouvelle, nouvelle])
    expect(courriels).toHaveLength(2)
    for (const { sujet, texte } of courriels) {
      expect(sujet).toBe('Un de vos documents ne peut plus servir')
      expect(texte).toContain('Cette demande est terminée')
      expect(texte).not.toMatch(/[Rr]emplacez|Mettez-en un autre|Envoyez-en|ajoutez/)
    }
  },
)

test('replaced already: nothing is asked for again', async () => {
  const remplaceId = await insertPiece(base.db, ouverte)
  await insertPiece(base.db, ouverte, { remplaceId })
  await tell(remplaceId)
  const { courriels, nouvelles } = await toldOf(ouverte)
  expect(nouvelles).toEqual([{ genre: 'piece.ne-sert-plus', a_faire: false }])
  expect(courriels.map(({ texte }) => texte)).toEqual([expect.stringContaining('Vous l’aviez déjà remplacé')])
})

test('of a demande under way, and of one that is over since: told where it is to be replaced', async () => {
  const fichierId = await insertPiece(base.db, ouverte)
  // Used again later, for the other one.
  const again = { usager_id: usagerId, fichier_id: fichierId, nom_fichier: 'rib.pdf', recue_le: clock.now() }
  await base.db
    .insertInto('piece')
    .values({ ...again, id: uuidv7(), demande_id: finie, champ: 'racine.rib' })
    .execute()
  await tell(fichierId)
  const { courriels, nouvelles } = await toldOf(ouverte)
  expect(nouvelles).toEqual([{ genre: 'piece.inutilisable', a_faire: true }])
  expect(courriels.map(({ sujet, texte }) => [sujet, texte.includes('Remplacez ce document')])).toEqual([
    ['Un de vos documents est à remplacer', true],
  ])
  expect(await toldOf(finie)).toEqual({ nouvelles: [], courriels: [] })
})
