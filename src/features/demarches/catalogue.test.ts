import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CatalogueInvalide, loadCatalogue } from './catalogue.ts'
import { documentsAPreparer } from './documents-a-preparer.ts'
import { DemarcheIntrouvable } from './refusals.ts'
import { searchDemarches } from './search-demarches.ts'

const real = join(import.meta.dirname, '../../../demarches')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demarches-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the démarches of this product', () => {
  it('are loaded, the one with a form first', async () => {
    const catalogue = await loadCatalogue(real)
    expect(catalogue.all().map(({ demarche }) => demarche.slug)).toEqual(['pack-rentree', 'apa'])
    expect(catalogue.get('pack-rentree').formulaire?.version).toMatch(/^2026/)
    expect(catalogue.get('apa').formulaire).toBeNull()
    expect(catalogue.get('pack-rentree').conditions).toContain('\n## ')
    expect(catalogue.find('rsa')).toBeUndefined()
    expect(() => catalogue.get('rsa')).toThrow(DemarcheIntrouvable)
    expect(() => catalogue.get('__proto__')).toThrow(DemarcheIntrouvable)
  })

  it('say every document before starting, each with its case', async () => {
    const form = (await loadCatalogue(real)).get('pack-rentree').formulaire
    expect(form && documentsAPreparer(form)).toEqual([
      expect.objectContaining({ libelle: 'Certificat de scolarité', facultatif: true, pourChaque: 'enfant' }),
      expect.objectContaining({
        libelle: expect.stringContaining('garde'),
        quand: expect.stringMatching(/^si vous répondez oui à « L’enfant est-il en garde partagée »$/),
      }),
      expect.objectContaining({
        libelle: expect.stringContaining('quotient familial'),
        quand: expect.stringContaining('si vous choisissez « Aide à la restauration »'),
      }),
      expect.objectContaining({ quand: 'si vous choisissez « Carte de transport »', facultatif: false }),
    ])
  })

  it('are found by words, without accents or capitals', async () => {
    const all = (await loadCatalogue(real)).all()
    const found = (typed: string) => searchDemarches(all, typed).map(({ demarche }) => demarche.slug)
    expect(found('RENTREE')).toEqual(['pack-rentree'])
    expect(found('autonomie domicile')).toEqual(['apa'])
    expect(found('  ')).toHaveLength(2)
    expect(found('permis de construire')).toEqual([])
    expect(found('.*')).toHaveLength(2)
  })
})

it('nothing is destroyed in a démarche as it is delivered: no visa was given yet (code du patrimoine, R212-14)', async () => {
  const all = (await loadCatalogue(real)).all()
  expect(all.map(({ demarche }) => demarche.finDeConservation)).toEqual([null, null])
})

describe('a wrong catalogue', () => {
  it('is refused once, with every problem of every démarche', async () => {
    await cp(join(real, 'apa'), join(folder, 'bonne'), { recursive: true })
    await rm(join(folder, 'bonne', 'conditions.md'))
    await mkdir(join(folder, 'cassee'))
    await writeFile(
      join(folder, 'cassee', 'definition.js'),
      `export default { slug: 'cassee', titre: '', ouverture: { du: '2027-06-01', au: '2027-05-01' },
        conservation: 'Un an.', finDeConservation: { annees: 1, visa: 'Visa d’exemple' },
        formulaire: { demarche: 'autre', version: '1', groupes: [], pages: [
          { id: 'a', kind: 'simple', titre: 'A', sections: [{ champs: [{ id: 'x', type: 'telepathie', libelle: 'X' }] }] },
          { id: 'a', kind: 'simple', titre: 'B', sections: [] } ] } }`,
    )
    await mkdir(join(folder, 'vide'))
    const refusal: unknown = await loadCatalogue(folder).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(CatalogueInvalide)
    const message = String(refusal)
    for (const problem of [
      'bonne: slug: « apa » is not the name of its folder',
      'bonne/conditions.md',
      'cassee: titre',
      'cassee: ouverture',
      'cassee: finDeConservation.visa: an example is no visa',
      'cassee: formulaire.demarche: « autre »',
      'formulaire.pages[0].sections[0].champs[0].type: unknown type "telepathie"',
      'formulaire.pages[1].id: "a" is used twice',
      'vide/definition: no such file',
    ])
      expect(message).toContain(problem)
  })
})
