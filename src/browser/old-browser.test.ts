import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { qualifiedBrowsers } from '../../tools/qualified-browsers.ts'

const source = readFileSync(join(import.meta.dirname, 'old-browser.js'), 'utf8')
const modern = { crypto: { subtle: {} }, fetch: true, Promise: true }

/** What the script leaves visible, in a browser that has these. */
function shown(browser: Record<string, unknown>, global: Record<string, unknown> = {}): string[] {
  const hidden: Record<string, boolean> = {
    '[data-navigateur-ancien]': true,
    '[data-navigateur-incapable]': true,
    '[data-reprise]': false,
  }
  const querySelectorAll = (name: string) => [
    {
      setAttribute: () => Object.assign(hidden, { [name]: true }),
      removeAttribute: () => Object.assign(hidden, { [name]: false }),
    },
  ]
  runInNewContext(source, { window: { ...browser, ...global }, document: { querySelectorAll }, ...global })
  return Object.keys(hidden).filter((name) => !hidden[name])
}

describe('old-browser.js', () => {
  it.each([
    ['in the list', modern, { URL: { canParse: true } }, ['[data-reprise]']],
    ['outside the list', modern, { URL: {} }, ['[data-navigateur-ancien]', '[data-reprise]']],
    ['that cannot sign', { ...modern, crypto: {} }, { URL: {} }, ['[data-navigateur-incapable]']],
    ['like Internet Explorer 11', { msCrypto: { subtle: {} } }, {}, ['[data-navigateur-incapable]']],
  ])('a browser %s', (_, browser, global, expected) => expect(shown(browser, global)).toEqual(expected))

  it('looks for what came with exactly the oldest browsers of the list', () => {
    expect(source).toContain('URL.canParse')
    // https://developer.mozilla.org/docs/Web/API/URL/canParse_static, « Browser compatibility ».
    expect(qualifiedBrowsers()).toEqual({
      chrome: 120,
      edge: 120,
      firefox: 115,
      safari: 17,
      ios_saf: 17,
      and_chr: 120,
      and_ff: 115,
      samsung: 25,
    })
  })

  it('is written in what every browser reads, and is no module', () => {
    expect(source.replace(/^\/\/.*$/gm, '')).not.toMatch(
      /=>|`|\?\.|\?\?|\b(const|let|class|import|export|async)\b/,
    )
  })
})
