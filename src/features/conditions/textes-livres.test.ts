import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { renderMarkdown } from '../../platform/texte/render-markdown.ts'
import { createCatalogue } from '../demarches/index.ts'
import { factsOf, fillFacts } from './facts.ts'
import { loadTextesLivres } from './textes-livres.ts'

const real = join(import.meta.dirname, '../../../conditions-generales.md')
const nothing = createCatalogue([])
const load = async (file = real, collectivite = collectiviteDEssai): Promise<string> => {
  const facts = factsOf(collectivite)
  const [generales] = await loadTextesLivres(file, nothing, facts)
  return fillFacts(generales?.markdown ?? '', facts)
}
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conditions-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the general terms that come with the product', () => {
  it('carry every duty and fact that the founding text and the law ask for', async () => {
    const { html, titre } = renderMarkdown(await load())
    expect(titre).toBe('Conditions générales d’utilisation')
    const words = html.replace(/<[^>]+>/g, '').replaceAll('\u00a0', ' ')
    for (const fact of [
      'gratuit',
      'adresse électronique a trois usages',
      'essais infructueux',
      '15 minutes la première fois, jusqu’à 2 heures',
      'vous déconnecter',
      'tous les jours, à toute heure',
      'ne donne pas droit à une indemnité',
      'par courrier',
      'ne-pas-repondre@essai.example', // CRPA R112-11-3
      '23 heures 59',
      'TLS',
      'délégué à la protection des données',
      'dpo@essai.example',
      'aucun cookie',
      'commencer par https://webpayment.payline.com/, lettre pour lettre',
      'est un piège',
      'Gardez vos originaux',
      'L. 123-1',
      '441-1',
      '45 000 euros',
      'L. 112-9, deuxième alinéa',
      'conditions particulières qui l’emportent',
      'dès sa publication',
    ])
      expect(words, fact).toContain(fact)
    expect(words).not.toMatch(/\{\{|SSL|CIL\b|Internet Explorer/)
  })

  it('say the lock-out that the collectivité chose', async () => {
    const own = { ...collectiviteDEssai, verrou: { echecsAvantBlocage: 3, dureesMinutes: [10] } }
    expect(await load(real, own)).toContain('bloquée pendant un temps : 10 minutes.')
  })

  it.each([
    ['facts that do not exist, by name', '# T\n\n{{telephone}} {{fax}} {{minitel}}', /fax, minitel/],
    ['a text without a title', 'Bonjour', /titre/],
    ['no address of the acknowledgements', '# T\n\nBonjour', /expediteur\.adresse/],
  ])('refuse the start-up for %s', async (_, markdown, problem) => {
    const file = join(folder, 'faux.md')
    await writeFile(file, markdown)
    await expect(load(file)).rejects.toThrow(problem)
  })
})
