import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BasicAuthSecurity, type Client, createClientAsync } from 'soap'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { call, commande, open, order, paid, publishedWsdl, read } from './appel.fixture.ts'
import type { Operation, Service } from './contrat.ts'
import { type SimulateurPayline, startSimulateurPayline } from './index.ts'
import type { Valeur, Valeurs } from './read-envelope.ts'

/** The `soap` library writes nil only when told so. */
const NIL = { $attributes: { 'xsi:nil': 'true' } }
const withNils = (names: string, valeurs: Valeurs): Record<string, unknown> =>
  Object.fromEntries(names.split(' ').map((name) => [name, valeurs[name] ?? NIL]))

const REQUESTS: Readonly<
  Record<Operation, (valeurs: Record<string, Valeur | undefined>) => Record<string, unknown>>
> = {
  doWebPayment: (v) =>
    withNils(
      'version payment returnURL cancelURL order notificationURL selectedContractList secondSelectedContractList privateDataList languageCode customPaymentPageCode owner securityMode recurring customPaymentTemplateURL contractNumberWalletList merchantName subMerchant miscData asynchronousRetryTimeout threeDSInfo merchantScore skipSmartDisplay',
      v,
    ),
  getWebPaymentDetails: (v) => withNils('version token', v),
  doRefund: (v) =>
    withNils('version transactionID payment comment privateDataList sequenceNumber media miscData', v),
  doReset: (v) => withNils('version transactionID comment media amount currency sequenceNumber', v),
  getTransactionDetails: (v) =>
    withNils('version transactionId orderRef startDate endDate transactionHistory archiveSearch', v),
}

const contracts: [string, string | undefined][] = [
  ['our own WSDL', undefined],
  ...(publishedWsdl ? [['the published WSDL', publishedWsdl] as [string, string]] : []),
]

describe.each(contracts)('the client of npm soap, with %s', (_name, wsdlDir) => {
  let s: SimulateurPayline
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'payline-'))
    s = await startSimulateurPayline(wsdlDir ? { wsdlDir } : {})
  })
  afterAll(async () => {
    await s.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const clientOf = async (service: Service): Promise<Client> => {
    const endpoint = `${s.env.PAYLINE_URL}${service}`
    const own = join(folder, `${service}.wsdl`)
    if (!wsdlDir) await writeFile(own, await (await fetch(`${endpoint}?wsdl`)).text())
    const file = wsdlDir ? join(wsdlDir, `${service}.wsdl`) : own
    const client = await createClientAsync(file, { endpoint, attributesKey: '$attributes' })
    client.setSecurity(new BasicAuthSecurity(s.env.PAYLINE_MERCHANT_ID, s.env.PAYLINE_ACCESS_KEY))
    return client
  }
  const ask = async (client: Client, operation: Operation, valeurs: Valeurs) => {
    const [answer] = await client[`${operation}Async`](REQUESTS[operation]({ version: '34', ...valeurs }))
    return answer as Record<string, Record<string, string>> & { token: string; redirectURL: string }
  }

  test('pays, reads, refunds, looks up and cancels', async () => {
    const web = await clientOf('WebPaymentAPI')
    const direct = await clientOf('DirectPaymentAPI')
    const extended = await clientOf('ExtendedAPI')
    const opened = await ask(web, 'doWebPayment', commande('SOAP-1', 1_000))
    expect(opened).toMatchObject({ result: { code: '00000', shortMessage: 'ACCEPTED' } })
    expect(opened.redirectURL).toBe(`${s.origin}/paiement/${opened.token}`)
    s.payerComme(opened.token, 'acceptee')
    const details = await ask(web, 'getWebPaymentDetails', { token: opened.token })
    expect(details).toMatchObject({
      result: { code: '00000' },
      payment: { amount: '1000', currency: '978', contractNumber: '1234567' },
      order: { ref: 'SOAP-1' },
      card: { number: '4XXXXXXXXXXXXX00' },
    })
    const id = details.transaction?.id ?? ''
    const refunded = await ask(direct, 'doRefund', order(id, 400, '1'))
    expect(refunded).toMatchObject({ result: { code: '00000' } })
    expect(refunded.transaction?.id).not.toBe(id)
    const seen = await ask(extended, 'getTransactionDetails', { transactionId: id })
    expect(seen).toMatchObject({
      result: { code: '00000' },
      transaction: { id },
      associatedTransactionsList: { associatedTransactions: [{ amount: '400', type: 'REFUND' }] },
    })
    const other = await paid(s, 'SOAP-2')
    const cancelled = await ask(direct, 'doReset', { transactionID: other, sequenceNumber: '1' })
    expect(cancelled).toMatchObject({ result: { code: '00000' } })
  })
})

/** The two schemas of the published WSDL as files that know each other. */
function schemas(folder: string): { impl: string; obj: string } {
  const wsdl = readFileSync(join(folder, 'WebPaymentAPI.wsdl'), 'utf8')
  const names = /<wsdl:definitions [^>]*?((?: ?xmlns:\w+="[^"]*")+)/.exec(wsdl)?.[1] ?? ''
  const [impl = '', obj = ''] = [...wsdl.matchAll(/<schema [\s\S]*?<\/schema>/g)].map(([text]) =>
    text.replace('<schema ', `<schema ${names} `),
  )
  const located = (text: string) =>
    text.replace(/<import namespace="[^"]*obj[^"]*"\/>/, (found) =>
      found.replace('/>', ' schemaLocation="obj.xsd"/>'),
    )
  return { impl: located(impl), obj }
}

test.skipIf(!publishedWsdl)('every kind of answer validates against the published schema', async () => {
  const { impl, obj } = schemas(publishedWsdl ?? '')
  const s = await startSimulateurPayline({ rythmeMs: 0 })
  try {
    const answers: [string, string][] = []
    const keep = async (name: string, asked: Promise<{ text: string }>) => {
      const [message = ''] = /<(\w+Response)[\s\S]*<\/\1>/.exec((await asked).text) ?? []
      answers.push([
        name,
        message.replace(' xmlns=', ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns='),
      ])
    }
    await keep('opened', call(s, 'doWebPayment', commande('V-1')))
    await keep('refused', call(s, 'doWebPayment', commande('V-1', 0)))
    await keep('unknown', read(s, 'rien'))
    const waiting = await open(s, 'V-2')
    await keep('not reached', read(s, waiting))
    for (const geste of ['acceptee', 'perdue', 'fraude', 'annuler', 'lente', 'inconnue']) {
      const token = await open(s, `V-${geste}`)
      s.payerComme(token, geste)
      await keep(geste, read(s, token))
    }
    const id = await paid(s, 'V-3')
    await keep('refund', call(s, 'doRefund', order(id, 100, '1')))
    await keep('refund again', call(s, 'doRefund', order(id, 100, '1')))
    await keep('reset', call(s, 'doReset', { transactionID: await paid(s, 'V-4') }))
    await keep('reset of nothing', call(s, 'doReset', { transactionID: 'x' }))
    await keep('transaction', call(s, 'getTransactionDetails', { transactionId: id }))
    await keep('no transaction', call(s, 'getTransactionDetails', { transactionId: 'x' }))
    const xml = answers.map(([name, contents]) => ({ fileName: `${name}.xml`, contents }))
    const preload = [{ fileName: 'obj.xsd', contents: obj }]
    const verdict = await validateXML({ xml, schema: impl, preload })
    expect(verdict.errors.map((one) => one.rawMessage)).toEqual([])
    const bad = {
      fileName: 'bad.xml',
      contents: xml[0]?.contents.replace('<obj:code>', '<obj:cod/><obj:code>') ?? '',
    }
    expect((await validateXML({ xml: [bad], schema: impl, preload })).valid).toBe(false)
  } finally {
    await s.stop()
  }
})

test.runIf(!publishedWsdl)(
  'the published WSDL is absent: answers are checked against our own short form only',
  () => {
    expect(publishedWsdl).toBeUndefined()
  },
)
