import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { ConfigPayline } from './config-payline.ts'
import { IMPL, OBJ, SOAP, XSI } from './namespaces.ts'
import type { Operation } from './operations.ts'

export const ACCESS_KEY = 'CleSecreteDeTest42'

interface Received {
  path: string
  headers: IncomingMessage['headers']
  body: string
}

type Behaviour = (response: ServerResponse, received: Received) => unknown

/** A server that answers what a test tells it to, and keeps what it received. */
export async function openSoapServer() {
  const received: Received[] = []
  let behave: Behaviour = (response) => response.end()
  const server = createServer(async (request, response) => {
    const one = { path: request.url ?? '', headers: request.headers, body: await text(request) }
    received.push(one)
    behave(response, one)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config: ConfigPayline = {
    environment: 'simulateur',
    merchantId: '12345678901234',
    accessKey: ACCESS_KEY,
    contract: '1234567',
    base: `${origin}/V4/services/`,
    webHosts: ['localhost:4010'],
  }
  return {
    origin,
    config,
    received,
    /** Forgets what came and answers so from now on. */
    answers: (behaviour: Behaviour) => {
      received.length = 0
      behave = behaviour
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An envelope as Payline answers, with prefixes that are not ours. `inner` is in the default namespace: the operations'. */
export const soap = (operation: Operation, inner: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="${SOAP}" xmlns:i="${XSI}" xmlns:o="${OBJ}"><e:Body>` +
  `<${operation}Response xmlns="${IMPL}">${inner}</${operation}Response></e:Body></e:Envelope>`

export const result = (code: string, shortMessage = 'ACCEPTED'): string =>
  `<result><o:code>${code}</o:code><o:shortMessage>${shortMessage}</o:shortMessage><o:longMessage>Words</o:longMessage></result>`

const PAID =
  '<transaction><o:id>26327140559123</o:id><o:date>23/11/2026 14:05</o:date><o:isDuplicated>0</o:isDuplicated><o:isPossibleFraud>0</o:isPossibleFraud></transaction>' +
  '<payment><o:amount>4250</o:amount><o:currency>978</o:currency><o:action>101</o:action><o:mode>CPT</o:mode></payment>' +
  '<authorization><o:number>A55A</o:number><o:date>23/11/2026 14:05</o:date><o:authorizedAmount>4250</o:authorizedAmount><o:authorizedCurrency>978</o:authorizedCurrency></authorization>' +
  '<card><o:number>4XXXXXXXXXXXXXXX83</o:number></card>' +
  '<order><o:ref>PR2026-000123-2</o:ref><o:amount>4250</o:amount><o:currency>978</o:currency><o:date>23/11/2026 14:05</o:date></order>' +
  '<buyer i:nil="true"/>'

/** A right answer to each operation. */
export const right: Readonly<Record<Operation, string>> = {
  doWebPayment: soap(
    'doWebPayment',
    `${result('00000')}<token>16RjWdtpDkFVfZkGV4031701964772640</token><redirectURL>http://localhost:4010/paiement/16Rj</redirectURL>`,
  ),
  getWebPaymentDetails: soap('getWebPaymentDetails', result('00000') + PAID),
  getTransactionDetails: soap('getTransactionDetails', result('00000') + PAID),
  doRefund: soap('doRefund', `${result('00000')}<transaction><o:id>777</o:id><o:date/></transaction>`),
  doReset: soap('doReset', `${result('00000')}<transaction><o:id>778</o:id><o:date/></transaction>`),
}
