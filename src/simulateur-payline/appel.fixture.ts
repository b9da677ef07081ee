import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { OPERATIONS, type Operation } from './contrat.ts'
import { contratAbrege } from './contrat-abrege.ts'
import type { SimulateurPayline } from './index.ts'
import type { Valeurs } from './read-envelope.ts'
import { readXml, type XmlNode } from './read-xml.ts'
import { writeMessage } from './write-envelope.ts'

const folder = process.env.PAYLINE_WSDL_DIR ?? join(import.meta.dirname, '../../../shared/payline')

/** The folder of the published WSDLs, where there is one. */
export const publishedWsdl: string | undefined = existsSync(join(folder, 'WebPaymentAPI.wsdl'))
  ? folder
  : undefined

export const basic = (s: SimulateurPayline, key = s.env.PAYLINE_ACCESS_KEY): string =>
  `Basic ${Buffer.from(`${s.env.PAYLINE_MERCHANT_ID}:${key}`).toString('base64')}`

export interface Appel {
  status: number
  text: string
  code: string
  /** The text at a path of names below the response, `payment/amount`. */
  at(path: string): string | undefined
}

/** Posts an envelope as it stands. */
export function post(
  s: SimulateurPayline,
  operation: Operation,
  body: string,
  headers: Record<string, string> = {},
  base = s.env.PAYLINE_URL,
): Promise<Response> {
  return fetch(`${base}${OPERATIONS[operation]}`, {
    method: 'POST',
    headers: {
      authorization: basic(s),
      'content-type': 'text/xml; charset=utf-8',
      soapaction: operation,
      ...headers,
    },
    body,
    signal: AbortSignal.timeout(20_000),
  })
}

export const envelopeOf = (operation: Operation, valeurs: Valeurs): string =>
  writeMessage(contratAbrege, `${operation}Request`, { version: '34', ...valeurs })

/** Calls an operation and reads the answer. */
export async function call(
  s: SimulateurPayline,
  operation: Operation,
  valeurs: Valeurs,
  base?: string,
): Promise<Appel> {
  const answer = await post(s, operation, envelopeOf(operation, valeurs), {}, base)
  const text = await answer.text()
  const root = answer.ok ? readXml(text, { depth: 30, elements: 9_999 }).children[0]?.children[0] : undefined
  const at = (path: string): string | undefined =>
    path
      .split('/')
      .reduce<XmlNode | undefined>((node, name) => node?.children.find((one) => one.name === name), root)
      ?.text
  return { status: answer.status, text, code: at('result/code') ?? '', at }
}

/** What doWebPayment is asked. */
export function commande(reference: string, cents = 4_500, more: Valeurs = {}): Valeurs {
  const money = { amount: String(cents), currency: '978' }
  return {
    payment: { ...money, action: '101', mode: 'CPT', contractNumber: '1234567' },
    returnURL: 'http://localhost:9/retour?essai=a',
    cancelURL: 'http://localhost:9/annulation',
    order: { ref: reference, ...money, date: '26/11/2026 10:00' },
    languageCode: 'fr',
    ...more,
  }
}

/** Opens a session. @returns its token */
export async function open(
  s: SimulateurPayline,
  reference: string,
  cents?: number,
  more?: Valeurs,
): Promise<string> {
  return (await call(s, 'doWebPayment', commande(reference, cents, more))).at('token') ?? ''
}

/** Reads a session as a merchant does. */
export const read = (s: SimulateurPayline, token: string): Promise<Appel> =>
  call(s, 'getWebPaymentDetails', { token })

/** Opens and pays with the accepted card. @returns the payment's transaction */
export async function paid(s: SimulateurPayline, reference: string, cents?: number): Promise<string> {
  const token = await open(s, reference, cents)
  s.payerComme(token, 'acceptee')
  return (await read(s, token)).at('transaction/id') ?? ''
}

export const order = (transactionID: string, cents: number, sequenceNumber: string): Valeurs => ({
  transactionID,
  payment: { amount: String(cents), currency: '978', action: '421', mode: 'CPT', contractNumber: '1234567' },
  comment: 'essai',
  sequenceNumber,
})
