import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPayline } from './payline.ts'
import { openSoapServer, right } from './soap-server.fixture.ts'

let server: Awaited<ReturnType<typeof openSoapServer>>
beforeAll(async () => {
  server = await openSoapServer()
})
afterAll(() => server.close())

const one = (inner: string): string => `<o:associatedTransactions>${inner}</o:associatedTransactions>`
const list = (inner: string): string => `<associatedTransactionsList>${inner}</associatedTransactionsList>`
const whole = (change: Record<string, string> = {}): string =>
  Object.entries({ transactionId: '9', type: 'REFUND', amount: '500', status: 'ACCEPTED', ...change })
    .map(([name, text]) => `<o:${name}>${text}</o:${name}>`)
    .join('')
const readWith = (inner: string) => {
  const text = right.getTransactionDetails.replace('<buyer', `${inner}<buyer`)
  server.answers((response) => response.end(text))
  return createPayline(server.config).readTransaction('1')
}

it.each([
  ['no list says nothing', '', undefined],
  ['a nil list says that there are none', '<associatedTransactionsList i:nil="true"/>', []],
  ['so does an empty one', list(''), []],
  ['a cancellation', list(one(whole({ type: 'RESET' }))), [{ faite: true, montantCents: 500 }]],
  ['another kind is no proof', list(one(whole({ type: 'CAPTURE' }))), [{ faite: false }]],
  ['another state is no proof', list(one(whole({ status: 'REFUSED' }))), [{ faite: false }]],
  ['an amount that is none', list(one(whole({ amount: '5,00' }))), [{ faite: true, montantCents: null }]],
  ['another currency is no amount of ours', list(one(whole({ currency: '840' }))), [{ montantCents: null }]],
] as const)('%s', async (_what, inner, expected) => {
  const { restitutions } = await readWith(inner)
  if (expected === undefined) expect(restitutions).toBeUndefined()
  else expect(restitutions).toMatchObject(expected)
})

it.each([
  ['without its number', list(one(whole({ transactionId: '' })))],
  ['of another name', list('<o:other/>')],
  ['two lists', list('') + list('')],
  ['an amount twice', list(one(`${whole()}<o:amount>1</o:amount>`))],
])('%s is no answer', async (_what, inner) => {
  await expect(readWith(inner)).rejects.toThrow('getTransactionDetails')
})
