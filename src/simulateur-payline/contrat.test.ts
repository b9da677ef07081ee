import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contratAbrege } from './contrat-abrege.ts'
import { readPublishedContrat, readWsdl } from './read-wsdl.ts'
import { writeWsdl } from './write-wsdl.ts'

const published = process.env.PAYLINE_WSDL_DIR ?? join(import.meta.dirname, '../../../shared/payline')

test('the WSDL that is written says what the short contract says', () => {
  const wsdl = writeWsdl(contratAbrege, 'WebPaymentAPI', 'http://localhost/')
  expect(readWsdl(wsdl.replaceAll('xsd:anyType', 'xsd:any'))).toEqual(contratAbrege)
})

test.skipIf(!existsSync(published))('the short contract is the published one, cut', () => {
  const whole = readPublishedContrat(published)
  for (const kind of ['messages', 'types'] as const)
    for (const [name, elements] of Object.entries(contratAbrege[kind])) {
      if (name === 'contracts') continue // anonymous in the published one
      const real = whole[kind][name] ?? []
      const names = new Set(elements.map((one) => one.name))
      const kept = real.filter((one) => names.has(one.name) || !one.optional)
      expect([name, kept.map(marks)]).toEqual([name, elements.map(marks)])
    }
})
const marks = (one: { name: string; nillable: boolean; optional: boolean; many: boolean }) => ({
  name: one.name,
  nillable: one.nillable,
  optional: one.optional,
  many: one.many,
})
