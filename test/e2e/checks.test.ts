import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ouvert, openBrowser } from './browsers.ts'
import { overflow } from './checks.ts'

const LONG = 'Anticonstitutionnellement'.repeat(4)
const CLIPPED = '<style>html, body { overflow-x: clip; margin: 0 }</style>'

const CUT: [what: string, html: string, said: RegExp][] = [
  ['a page wider than its window', `<p>${LONG}</p>`, /px too wide/],
  ['words past the right edge that the page clips', `${CLIPPED}<p>${LONG}</p>`, /Anticonstitution/],
  [
    'words past the left edge',
    `${CLIPPED}<p style="margin-left: -40px">Demande envoyée</p>`,
    /Demande envoyée/,
  ],
  ['a button past the edge', `${CLIPPED}<button style="margin-left: 300px">Oui</button>`, /<button/],
  ['a field past the edge', `${CLIPPED}<input style="width: 400px">`, /<input/],
  [
    'words that a box of the page clips',
    `<div style="width: 100px; overflow: hidden"><p style="white-space: nowrap">Votre demande est envoyée</p></div>`,
    /Votre demande/,
  ],
  [
    'a box that scrolls, itself too wide',
    `${CLIPPED}<div style="width: 400px; overflow-x: auto"><p style="width: 500px">Aide</p></div>`,
    /<div/,
  ],
]

const WHOLE: [what: string, html: string][] = [
  ['a page that fits', '<h1>Bonjour</h1><p>Votre demande est envoyée, <a href="/">à l’accueil</a>.</p>'],
  [
    'a ground that reaches over both edges, its words inside',
    `${CLIPPED}<div style="margin: 0 -200px; padding: 0 200px; background: #cde">Bonjour</div>`,
  ],
  [
    'a table that scrolls in its box',
    `<div style="overflow-x: auto"><table><tr><td>${LONG}</td></tr></table></div>`,
  ],
  [
    'words for the ear alone',
    `${CLIPPED}<span style="position: absolute; left: -9px; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap">Aller au contenu</span>`,
  ],
  [
    'what is not shown',
    `${CLIPPED}<p hidden>${LONG}</p><details><summary>Plus</summary><p>${LONG}</p></details>`,
  ],
]

describe.each(['chromium', 'firefox'] as const)('%s', (navigateur) => {
  let opened: Ouvert
  beforeAll(async () => {
    opened = await openBrowser(navigateur, { width: 320, height: 640 })
  }, 60_000)
  afterAll(() => opened.close())

  test.each(CUT)('%s is cut', async (_, html, said) => {
    await opened.page.setContent(html)
    expect(await overflow(opened.page)).toMatch(said)
  })
  test.each(WHOLE)('%s is whole', async (_, html) => {
    await opened.page.setContent(html)
    expect(await overflow(opened.page)).toBe('')
  })
})
