import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { openBrowser } from './browsers.ts'

let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const STYLES = join(import.meta.dirname, '../../src/ui/styles')
const ds = (name: string): string => `var(--ds-color-${name})`
const PAPERS = ['var(--fond)', 'var(--carte)', 'var(--teinte)', 'var(--accent-pale)']
/** The ground of a secondary button while it is held down: the home page has one. */
const HELD_DOWN = 'var(--dsc-button-background--active)'
const [FOND = '', CARTE = ''] = PAPERS
const TONS = ['success', 'warning', 'danger'] as const

/** Ink on paper, as the styles of the portal and the parts of Designsystemet that it takes put them together. */
const TEXTS: [ink: string, papers: readonly string[]][] = [
  ['var(--encre)', [...PAPERS, ...TONS.map((ton) => ds(`${ton}-background-tinted`))]],
  ['var(--encre)', [ds('success-surface-tinted'), ds('danger-surface-tinted')]],
  ['var(--encre-douce)', PAPERS],
  ['var(--lien)', [...PAPERS, ...TONS.map((ton) => ds(`${ton}-background-tinted`))]],
  ['var(--accent)', PAPERS],
  ...TONS.map((ton): [string, string[]] => [
    ds(`${ton}-text-subtle`),
    [FOND, CARTE, ds(`${ton}-background-tinted`)],
  ]),
  ...['accent', 'neutral', 'info', ...TONS].map((ton): [string, string[]] => [
    ds(`${ton}-text-default`),
    [ds(`${ton}-surface-tinted`)],
  ]),
  ...['accent', ...TONS].map((ton): [string, string[]] => [
    ds(`${ton}-base-contrast-default`),
    ['default', 'hover', 'active'].map((state) => ds(`${ton}-base-${state}`)),
  ]),
  [ds('accent-text-subtle'), [...PAPERS, ds('accent-surface-hover'), HELD_DOWN]],
  ['#fff', ['var(--bandeau)', 'var(--accroche-bas)']],
  ['color-mix(in srgb, #fff 82%, var(--bandeau))', ['var(--bandeau)']],
  ['color-mix(in srgb, #fff 90%, var(--bandeau))', ['var(--bandeau)', 'var(--accroche-bas)']],
  ['#00324a', ['#fff']],
]
/** What must be seen without being read: the edge of a field, the ring of the focus, a bar, the state of a step. */
const SHAPES: [shape: string, papers: readonly string[]][] = [
  ['var(--trait-champ)', PAPERS],
  ['var(--accent)', PAPERS],
  [ds('accent-border-strong'), PAPERS],
  [ds('focus-outer'), [...PAPERS, ...TONS.map((ton) => ds(`${ton}-background-tinted`))]],
  [ds('danger-border-strong'), [FOND, CARTE, ds('danger-background-tinted')]],
  [ds('danger-border-default'), [CARTE]],
]

/** WCAG 2.2, contrast ratio of two colours as a browser tells them. */
function contrast(one: string, other: string): number {
  const lightness = (colour: string): number => {
    const parts = (colour.match(/[\d.]+/g) ?? []).map(Number)
    const [r = 0, g = 0, b = 0] = parts.map((part) => {
      const c = colour.startsWith('color(srgb') ? part : part / 255
      return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [high = 0, low = 0] = [lightness(one), lightness(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

test('every colour that writes a word is judged here', () => {
  const judged = new Set(TEXTS.map(([ink]) => ink))
  const written = readdirSync(STYLES)
    .filter((file) => file !== 'impression.css' && file !== 'contrastes.css')
    .flatMap((file) => [...readFileSync(join(STYLES, file), 'utf8').matchAll(/^\s+color: (.+);$/gm)])
    .map(([, value = '']) => value)
    .filter((value) => !/^(inherit|currentcolor)$/i.test(value))
  expect(written.length).toBeGreaterThan(30)
  expect([...new Set(written)].filter((value) => !judged.has(value))).toEqual([])
})

test('words stand out 4.5 to 1, shapes 3 to 1, in light and in dark', { timeout: 60_000 }, async () => {
  expect(contrast('rgb(255, 255, 255)', 'rgb(0, 0, 0)')).toBe(21)
  const { page, close } = await openBrowser('chromium')
  try {
    await page.goto(portal.origin)
    const weak: string[] = []
    let seen = ''
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }])
      for (const [least, pairs] of [
        [4.5, TEXTS],
        [3, SHAPES],
      ] as const)
        for (const [ink, papers] of pairs)
          for (const paper of papers) {
            const [one, other] = await page.evaluate(
              (color, background) => {
                // Where `--accroche-bas` and the colours of a button are known.
                const place = document.querySelector('.accroche [data-variant="secondary"]') ?? document.body
                const probe = place.appendChild(document.createElement('span'))
                // A colour that does not exist stays this one, and is caught.
                probe.style.color = 'rgb(1, 2, 3)'
                const told = [color, background].map((wanted) => {
                  const inner = probe.appendChild(document.createElement('span'))
                  inner.style.setProperty('color', wanted)
                  return getComputedStyle(inner).color
                })
                probe.remove()
                return told
              },
              ink,
              paper,
            )
            const ratio = contrast(one ?? '', other ?? '')
            seen += `${one}${other}`
            if (ratio < least)
              weak.push(
                `${value}: ${ink} on ${paper}: ${ratio.toFixed(2)}, less than ${least} (${one}, ${other})`,
              )
          }
    }
    expect(weak).toEqual([])
    expect(seen).not.toContain('rgb(1, 2, 3)')
  } finally {
    await close()
  }
})
