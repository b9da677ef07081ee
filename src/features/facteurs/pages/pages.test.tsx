import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { ApplicationPage } from './application-page.tsx'
import { DeuxiemeEtapePage } from './deuxieme-etape-page.tsx'

const etape = { epreuve: 'e', application: false, secours: false }
const step = (
  more: Partial<Parameters<typeof DeuxiemeEtapePage>[0]['etape']>,
  postePartage = false,
): string =>
  renderToString(
    <DeuxiemeEtapePage
      action="/ici"
      etape={{ ...etape, ...more }}
      retour="/espace"
      postePartage={postePartage}
    />,
  )

test.each([
  ['a passkey alone', { options: '{}' }, [true, false, false, false]],
  ['an application alone', { application: true }, [false, true, false, true]],
  ['recovery codes left', { options: '{}', secours: true }, [true, false, true, true]],
  ['all of it', { options: '{}', application: true, secours: true }, [true, true, true, true]],
] as const)('%s: what the page offers', (_, more, expected) => {
  const html = step(more)
  const seen = ['data-cle-connexion', 'name="code"', 'name="secours"', 'type="submit"'].map((s) =>
    html.includes(s),
  )
  expect(seen).toEqual(expected)
})

test('the shared device is remembered, and only then', () => {
  expect(step({}, true)).toContain('name="postePartage"')
  expect(step({})).not.toContain('postePartage')
})

test('the options cannot leave their attribute', () => {
  expect(step({ options: '{"a":"\\"><script>"}' })).not.toContain('<script>')
})

test('the secret as a drawing, a link and groups of four, without inline style', () => {
  const enCours = { epreuve: 'e', secret: 'ABCDEFGH', uri: 'otpauth://totp/x?secret=ABCDEFGH' }
  const html = renderToString(<ApplicationPage enCours={enCours} action="/ici" retour="/la" />)
  expect(html.replace(/<[^>]+>/g, '')).toContain('ABCD EFGH')
  expect(html).toContain('href="otpauth://totp/x?secret=ABCDEFGH"')
  expect(html).toMatch(/<path d="M\d+ \d+h1v1h-1z/)
  expect(html).not.toContain('style=')
})
