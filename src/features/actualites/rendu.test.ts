import { describe, expect, it } from 'vitest'
import { DEBUT_MAX, resumeDe } from './rendu.ts'

describe('resumeDe', () => {
  it.each([
    ['', ''],
    ['Un **mot** & [un lien](https://a.example) <b>.\n\nLa suite.', 'Un mot & un lien <b>.'],
    ['Bonjour ! Oui.', 'Bonjour\u00a0! Oui.'],
    [`${'mot '.repeat(100)}`, `${'mot '.repeat(55).trim()}…`],
    ['x'.repeat(5_000), `${'x'.repeat(220)}…`],
    [`${'x'.repeat(219)}${'🎒'.repeat(9)}`, `${'x'.repeat(219)}…`],
    [`[ici](https://a.example/${'x'.repeat(1_500)}) commence`, 'ici commence'],
  ])('%.40j', (markdown, resume) => expect(resumeDe(markdown)).toBe(resume))

  it('costs and says the same whether it has the whole text or its beginning', () => {
    const text = '**Oui**, '.repeat(2_000)
    expect(resumeDe(text)).toBe(resumeDe(text.slice(0, DEBUT_MAX)))
    expect(resumeDe(text).length).toBeLessThanOrEqual(221)
  })
})
