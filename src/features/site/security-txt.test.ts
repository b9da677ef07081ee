import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { securityTxt } from './security-txt.ts'

const YEAR_MS = 365 * 86_400_000
const KNOWN = ['Contact', 'Expires', 'Preferred-Languages', 'Policy', 'Canonical']

/** As RFC 9116, section 4 writes the grammar: `field-name ":" SP value`, one a line. */
function parse(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue
    const [, name = '', value = ''] = /^([!-9;-~]+): (\S.*)$/.exec(line) ?? []
    expect(KNOWN).toContain(name)
    fields.set(name, [...(fields.get(name) ?? []), value])
  }
  return fields
}

describe('security.txt', () => {
  it('has what RFC 9116 asks, once, whatever the day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (now) => {
        const fields = parse(securityTxt(now, 'https://essai.example', 'securite@essai.example'))
        expect(fields.get('Contact')).toEqual(['mailto:securite@essai.example'])
        expect(fields.get('Expires')).toHaveLength(1)
        const [expires = ''] = fields.get('Expires') ?? []
        expect(expires).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
        const ahead = Date.parse(expires) - now.getTime()
        expect(ahead).toBeGreaterThan(170 * 86_400_000)
        expect(ahead).toBeLessThan(YEAR_MS)
        expect(fields.get('Preferred-Languages')).toEqual(['fr, en'])
        expect(fields.get('Canonical')).toEqual(['https://essai.example/.well-known/security.txt'])
        expect(fields.get('Policy')).toEqual(['https://essai.example/securite#vulnerabilites'])
      }),
    )
  })

  it('names no address that is not https', () => {
    expect(securityTxt(new Date(), 'http://localhost:3000', 'a@b.example')).not.toContain('http')
  })
})
