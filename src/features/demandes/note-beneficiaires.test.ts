import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import type { Personne, Reponses } from '../../formulaire/definition.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { catchUpBeneficiaires } from './catch-up-beneficiaires.ts'
import { noteBeneficiaires } from './note-beneficiaires.ts'

let comptoir: Comptoir

beforeAll(async () => {
  comptoir = await createComptoir()
})
afterAll(() => comptoir.base.drop())

const personne = (prenom: string, nom: string, dateNaissance: string): Personne => ({
  civilite: '',
  prenom,
  nom,
  dateNaissance,
})
const enfants = (...all: Personne[]): Reponses => ({
  racine: { identite: personne('Camille', 'Martin', '1985-05-05') },
  groupes: { enfants: all.map((enfant, n) => ({ id: String(n), valeurs: { enfant } })) },
})

interface Filed {
  demarche?: string
  le?: string
}

async function file(reponses: Reponses, { demarche = 'aide', le = '2026-06-15T08:00:00Z' }: Filed = {}) {
  const { id } = await comptoir.insertDemande({ demarche, deposeeLe: le })
  await note(id, reponses, { demarche, le })
  return id
}

const note = (demandeId: string, reponses: Reponses, { demarche = 'aide', le = '' }: Filed) =>
  inTransaction(comptoir.base.db, (tx) =>
    noteBeneficiaires(tx, { demandeId, demarche, reponses, le: new Date(le) }),
  )

const pairsOf = async (id: string) =>
  (
    await comptoir.base.db
      .selectFrom('doublon')
      .select('autre_id')
      .where('demande_id', '=', id)
      .orderBy('autre_id')
      .execute()
  ).map(({ autre_id }) => autre_id)

test('the same child, written otherwise: each of the two demandes names the other', async () => {
  const un = await file(
    enfants(personne('Élodie', 'Le Goff', '2014-02-03'), personne('Zoé', 'Le Goff', '2016-01-01')),
  )
  const deux = await file(enfants(personne('elodie', 'LE-GOFF', '2014-02-03')))
  expect([await pairsOf(un), await pairsOf(deux)]).toEqual([[deux], [un]])
})

test.each([
  ['born on another day', personne('Ana', 'Roux', '2014-02-04'), {}],
  ['of another name', personne('Ana', 'Rous', '2014-02-03'), {}],
  ['whose names are cut elsewhere', personne('Ana Roux', '', '2014-02-03'), {}],
  ['in another démarche', personne('Ana', 'Roux', '2014-02-03'), { demarche: 'carte' }],
  ['the year after', personne('Ana', 'Roux', '2014-02-03'), { le: '2027-06-15T08:00:00Z' }],
])('a child %s is another', async (_, other, filed) => {
  const before = await file(enfants(personne('Ana', 'Roux', '2014-02-03')), { le: '2025-06-15T08:00:00Z' })
  const same = await file(enfants(other), { le: '2025-06-16T08:00:00Z', ...filed })
  expect((await pairsOf(same)).includes(before)).toBe(false)
})

test('brothers and their parent are nobody’s duplicate', async () => {
  const un = await file(enfants(personne('Tom', 'Petit', '2013-01-01')))
  const deux = await file(enfants(personne('Lou', 'Petit', '2015-01-01')))
  expect([await pairsOf(un), await pairsOf(deux)]).toEqual([[], []])
})

test('without repeated pages, the applicant is who it is for', async () => {
  const seul: Reponses = { racine: { qui: personne('Jean', 'Seul', '1940-04-04') }, groupes: {} }
  const un = await file(seul)
  const deux = await file(seul)
  expect(await pairsOf(deux)).toEqual([un])
})

test('three filed at the same moment all see one another', async () => {
  const reponses = enfants(personne('Mia', 'Vite', '2014-02-03'), personne('Léo', 'Vite', '2012-02-03'))
  const ids = await Promise.all([file(reponses), file(reponses), file(reponses)])
  for (const id of ids) expect(await pairsOf(id)).toEqual(ids.filter((other) => other !== id).sort())
})

test('noting it again changes nothing; what was filed before is caught up, twice harmlessly', async () => {
  const reponses = enfants(personne('Ida', 'Hier', '2014-02-03'))
  const le = '2026-06-15T08:00:00Z'
  const { db } = comptoir.base
  const ids: string[] = []
  for (let n = 0; n < 2; n += 1) {
    const { id } = await comptoir.insertDemande({ deposeeLe: le })
    await db
      .updateTable('demande')
      .set({ reponses: JSON.stringify(reponses) })
      .where('id', '=', id)
      .execute()
    ids.push(id)
  }
  const [un = '', deux = ''] = ids
  await catchUpBeneficiaires({ db })
  await catchUpBeneficiaires({ db })
  await note(un, reponses, { le })
  expect([await pairsOf(un), await pairsOf(deux)]).toEqual([[deux], [un]])
})
