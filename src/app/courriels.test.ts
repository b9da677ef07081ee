import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collectiviteDEssai } from '../../test/support/collectivite.ts'
import type { Echantillons } from '../features/comptes/index.ts'
import type { Demarche } from '../formulaire/demarche.ts'
import { openCatalogue } from './context.ts'
import { echantillonsDeCourriels, writeApercu } from './courriels.ts'

const root = join(import.meta.dirname, '../..')
const ORIGIN = 'https://espace.essai.example'

const catalogue = await openCatalogue(root)
const demarches: readonly Demarche[] = ['pack-rentree', 'apa'].map((slug) => catalogue.get(slug).demarche)
const deps = { collectivite: collectiviteDEssai, publicOrigin: ORIGIN, demarches }
const features: Record<string, Echantillons> = echantillonsDeCourriels(deps)
const tous = Object.values(features).flatMap((feature) => Object.entries(feature))

/** Mails to an address whose holder has proved nothing, or has no account any more: they freeze nothing. */
const SANS_GEL = ['lien-de-confirmation', 'nouvelle-adresse', 'deja-inscrit', 'compte-efface']

const unescaped = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const between = (text: string, start: string, end: string): string => {
  const from = text.indexOf(start) + start.length
  return text.slice(from, text.indexOf(end, from))
}
/** Words in order, with neither the marks of a text mail nor the case that stands for a heading there. */
const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !['', ':', '-', '--'].includes(word))
const wordsOfHtml = (html: string): string[] => {
  const corps = between(html, '</h1>', '</body>')
  const liens = corps.replace(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/g, '$2 $1')
  return words(unescaped(liens.replace(/<[^>]+>/g, ' ')))
}
const hrefs = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => unescaped(href))

describe.each(tous)('%s', (_nom, { modele, sujet, texte, html }) => {
  test('reads as it was reviewed', () => {
    expect({ modele, sujet, texte }).toMatchSnapshot()
  })

  test('tells the same in text and in HTML', () => {
    expect(words(texte).length).toBeGreaterThan(20)
    expect(wordsOfHtml(html)).toEqual(words(texte))
    expect(unescaped(between(html, '<h1>', '</h1>'))).toBe(sujet)
  })

  test('its subject tells neither who, nor what, nor how it ended', () => {
    expect(sujet).not.toMatch(/Élodie|Camille|Martin|€|euro|accept|refus|rejet|sans suite|favorable/i)
    for (const { titre } of demarches) expect(sujet).not.toContain(titre)
  })

  test('a secret stands in the fragment of a link, nowhere else', () => {
    for (const forme of [texte, html])
      expect(forme.replaceAll('#{{jeton}}', '')).not.toMatch(/\{\{|jeton|token=/i)
  })

  test('runs nothing, fetches nothing, follows the light or dark choice of its reader', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="fr">/)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).not.toMatch(/<script|<img|<link|<iframe|<object|<form|\son\w+=|url\(|@import|src=/i)
  })

  test('leads to the portal only', () => {
    for (const href of hrefs(html)) expect(href).toMatch(/^https:\/\/espace\.essai\.example\//)
    const courts = [collectiviteDEssai.tribunal.site, ...demarches.map(({ recours }) => recours.contentieux)]
    for (const [adresse] of texte.matchAll(/https?:\/\/[^\s,;]+[^\s,;.)]/g))
      expect(hrefs(html).includes(adresse) || courts.some((one) => one.includes(adresse))).toBe(true)
  })
})

test('every security mail carries the way to freeze the account', () => {
  const securite = Object.entries({ ...features.comptes, ...features.signalements })
  const sans = securite.flatMap(([nom, { html, texte }]) =>
    [html, texte].every((forme) => forme.includes(`${ORIGIN}/signaler/gel#{{jeton}}`)) ? [] : [nom],
  )
  expect(sans.sort()).toEqual([...SANS_GEL].sort())
})

test('every mail about a demande leads to it by the screen, the telephone and the post', () => {
  for (const { html, texte } of Object.values(features.instruction ?? {}))
    for (const forme of [html, texte].map((form) => form.replaceAll('\u00a0', ' '))) {
      expect(forme).toContain(`${ORIGIN}/espace/demandes/PR26-7KQ4-XM9T`)
      const { contact } = demarches.find(({ titre }) => forme.includes(titre)) ?? {}
      expect(forme).toContain(contact?.telephone)
      expect(forme).toContain(contact?.adressePostale.join(', '))
    }
})

test('what silence means is shown both ways', () => {
  const noms = tous.map(([nom]) => nom)
  for (const nom of ['accuse-reception', 'complement-demande'])
    expect(noms).toEqual(expect.arrayContaining([`${nom}-silence-rejet`, `${nom}-silence-acceptation`]))
})

async function sources(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture)\.tsx?$/.test(name))
}

test('no mail of the source is without a sample', async () => {
  const folder = join(root, 'src')
  const nommes = new Set<string>()
  for (const name of await sources(folder)) {
    const text = await readFile(join(folder, name), 'utf8')
    for (const [, nom = ''] of text.matchAll(/\bmodele: '([^']+)'/g)) nommes.add(nom)
    for (const [, nom = ''] of text.matchAll(/\bcourrielDAlerte\(\s*\w+,\s*'([^']+)'/g)) nommes.add(nom)
    for (const [, nom = ''] of text.matchAll(/\balerte\(\s*\w+,\s*'([^']+)'/g)) nommes.add(nom)
    // A mail made without one of the three names would escape this test.
    if (/\bcomposeMail\(/.test(text) && !name.endsWith('compose-mail.ts'))
      expect([name, /\bmodele\b/.test(text)]).toEqual([name, true])
  }
  const montres = new Set(tous.map(([, { modele }]) => modele))
  expect(nommes.size).toBeGreaterThan(15)
  // To whoever filed on paper: its words are those of the letter, read in papier/delais-sur-papier.test.ts.
  expect([...nommes].filter((nom) => !montres.has(nom))).toEqual(['complement-prolonge'])
})

describe('the colours of a mail', () => {
  const style = between(tous[0]?.[1].html ?? '', '<style>', '</style>')
  const [clair = '', sombre = ''] = style.split('@media (prefers-color-scheme:dark){')
  const declared = (css: string, selector: string, property: string): string | undefined =>
    [...css.matchAll(/([^{}]+)\{([^{}]*)\}?/g)]
      .filter(([, selectors = '']) => selectors.trim().split(',').includes(selector))
      .flatMap(([, , body = '']) => body.split(';'))
      .map((one) => one.split(':'))
      .findLast(([name]) => name === property)?.[1]
      ?.trim()
  const lightness = (colour: string): number => {
    const hex = colour.length === 4 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1)
    const [r = 0, g = 0, b = 0] = [0, 2, 4].map((from) => {
      const c = Number.parseInt(hex.slice(from, from + 2), 16) / 255
      return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  /** WCAG 2.2, contrast ratio. */
  const contrast = (one: string, other: string): number => {
    const [high = 0, low = 0] = [lightness(one), lightness(other)].sort((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }

  const PAIRS = [
    ['body', 'main'],
    ['body', 'body'],
    ['a', 'main'],
    ['header', 'main'],
    ['footer', 'body'],
    ['.bouton', '.bouton'],
  ] as const
  test.each([
    ['light', clair],
    ['dark', sombre],
  ])('are readable in %s mode', (_mode, css) => {
    for (const [ink, paper] of PAIRS) {
      const [color, background] = [declared(css, ink, 'color'), declared(css, paper, 'background')]
      expect([ink, color, background]).toEqual([
        ink,
        expect.stringMatching(/^#[\da-f]{3,6}$/),
        expect.stringMatching(/^#[\da-f]{3,6}$/),
      ])
      expect(contrast(color ?? '', background ?? ''), `${ink} on ${paper}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('the preview', () => {
  let dossier: string
  beforeAll(async () => {
    dossier = await mkdtemp(join(tmpdir(), 'espace-apercu-'))
  })
  afterAll(() => rm(dossier, { recursive: true, force: true }))

  test('writes both forms of each mail, and a page that leads to them', async () => {
    const la = join(dossier, 'nouveau', 'dossier')
    expect(await writeApercu(deps, la)).toBe(tous.length)
    const files = tous.flatMap(([nom]) => [`${nom}.txt`, `${nom}.html`])
    expect((await readdir(la)).sort()).toEqual([...files, 'index.html'].sort())
    const index = await readFile(join(la, 'index.html'), 'utf8')
    for (const file of files) expect(index).toContain(`href="${file}"`)
    expect(new Set(tous.map(([nom]) => nom)).size, 'two mails of one name').toBe(tous.length)
  })
})
