import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { loadConditionsGenerales } from './conditions-generales.ts'

const real = join(import.meta.dirname, '../../../conditions-generales.md')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conditions-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the general terms', () => {
  it('carry every duty and fact that the founding text and the law ask for', async () => {
    const { html, version, titre } = await loadConditionsGenerales(real, collectiviteDEssai)
    expect(version).toBe('2026-11-23')
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
      'webpayment.payline.com',
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
    const { markdown } = await loadConditionsGenerales(real, own)
    expect(markdown).toContain('bloquée pendant un temps : 10 minutes.')
  })

  it('refuse a fact that does not exist, and name it', async () => {
    const file = join(folder, 'faux.md')
    await writeFile(file, '# T\n\n{{telephone}} {{fax}} {{minitel}}')
    await expect(loadConditionsGenerales(file, collectiviteDEssai)).rejects.toThrow(/fax, minitel/)
  })
})
