import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { collectiviteDEssai } from '../../../../test/support/collectivite.ts'
import { loadCatalogue } from '../catalogue.ts'
import { champsSitues } from '../documents-a-preparer.ts'
import { createFormulaireVierge, type DemarcheAImprimer } from './formulaire-vierge.ts'

let folder: string
let publiee: DemarcheAImprimer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'formulaire-'))
  const { demarche, formulaire } = (
    await loadCatalogue(join(import.meta.dirname, '../../../../demarches'))
  ).get('pack-rentree')
  if (!formulaire) throw new Error('the Pack rentrée has no form')
  publiee = { demarche, formulaire, ouverture: demarche.ouverture }
})
afterAll(() => rm(folder, { recursive: true }))

async function wordsOf(pdf: Buffer): Promise<string> {
  if (!existsSync('/usr/bin/pdftotext'))
    throw new Error('pdftotext is missing: install the package poppler-utils')
  const file = join(folder, 'f.pdf')
  await writeFile(file, pdf)
  return plain(execFileSync('/usr/bin/pdftotext', [file, '-'], { encoding: 'utf8' }))
}
// Words run over lines, and a hyphen may end one.
const plain = (text: string) => text.replace(/[\s\u00a0]+/gu, ' ')

it('asks on paper everything that the screens ask, and tells where it goes', async () => {
  const words = await wordsOf(await createFormulaireVierge(collectiviteDEssai)(publiee))
  for (const { champ, page } of champsSitues(publiee.formulaire)) {
    expect(words).toContain(plain(champ.libelle))
    if ('options' in champ) for (const { libelle } of champ.options) expect(words).toContain(libelle)
    if (page.kind !== 'simple' && champ.type !== 'piece')
      expect(words.split(plain(champ.libelle)).length, champ.libelle).toBeGreaterThanOrEqual(3)
  }
  for (const said of [
    'Enfant 1',
    'Enfant 2',
    'Photocopiez les pages « Enfant 2 »',
    'Documents à joindre',
    'Signature',
    'Ce que vous payez',
    'Carte de transport, pour chaque enfant : 10,00 €',
    'Transport scolaire, pour chaque enfant : de 30,00 € à 60,00 €, selon vos réponses',
    'Montants et dates d’exemple',
    'N’envoyez pas d’argent avec votre demande.',
    'à l’ordre de « Régie du Pack rentrée »',
    'dates fictives',
    'Où envoyer ce formulaire',
    'paierie départementale',
    'dpo@essai.example',
    'si vous choisissez « Carte de transport »',
    `formulaire ${publiee.formulaire.version}`,
    ...publiee.demarche.papier.adressePostale,
  ])
    expect(words).toContain(plain(said))
})

it('is a tagged document in French with its fonts inside', async () => {
  const pdf = (await createFormulaireVierge(collectiviteDEssai)(publiee)).toString('latin1')
  for (const mark of ['/StructTreeRoot', '/Lang (fr-FR)', '/DisplayDocTitle true', '/FontFile', 'pdfuaid'])
    expect(pdf).toContain(mark)
})

it('is drawn once a version, and anew for another', async () => {
  const give = createFormulaireVierge(collectiviteDEssai)
  expect(await give(publiee)).toBe(await give(publiee))
  const next = { ...publiee, formulaire: { ...publiee.formulaire, version: '2099-1' } }
  expect(await wordsOf(await give(next))).toContain('formulaire 2099-1')
})
