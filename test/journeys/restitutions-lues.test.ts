import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPayline } from '../../src/features/paiements/payline/payline.ts'
import { NO_WSDL, validate, wsdlFolder } from '../../src/features/paiements/payline/schema.fixture.ts'
import { openSoapServer } from '../../src/features/paiements/payline/soap-server.fixture.ts'
import {
  call,
  paid,
  publishedWsdl,
  order as refundOrder,
} from '../../src/simulateur-payline/appel.fixture.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'

let payline: SimulateurPayline
let server: Awaited<ReturnType<typeof openSoapServer>>
beforeAll(async () => {
  payline = await startSimulateurPayline({
    rythmeMs: 0,
    ...(publishedWsdl ? { wsdlDir: publishedWsdl } : {}),
  })
  server = await openSoapServer()
})
afterAll(async () => {
  await payline.stop()
  await server.close()
})

test('reads the refunds of a payment, in an answer that the published schema describes', async () => {
  const id = await paid(payline, 'PR26-A-1', 2_200)
  await call(payline, 'doRefund', refundOrder(id, 500, '1'))
  await call(payline, 'doRefund', refundOrder(id, 300, '2'))
  const { text } = await call(payline, 'getTransactionDetails', {
    ...{ transactionId: id, orderRef: null, startDate: null, endDate: null },
    ...{ transactionHistory: null, archiveSearch: null },
  })
  if (wsdlFolder) expect((await validate('ExtendedAPI', { answer: text })).errors).toEqual([])
  else process.stdout.write(`${NO_WSDL}\n`)
  server.answers((response) => response.end(text))
  const { restitutions } = await createPayline(server.config).readTransaction(id)
  expect(restitutions).toEqual(
    [500, 300].map((montantCents) => ({
      ...{ transactionId: expect.any(String), montantCents, faite: true, message: 'REFUND : ACCEPTED' },
    })),
  )
})
