import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXml, type XmlElement } from '../../../platform/xml/read-xml.ts'
import type { Commande } from '../prestataire.ts'
import {
  doRefund,
  doReset,
  doWebPayment,
  getTransactionDetails,
  getWebPaymentDetails,
  paylineDate,
} from './envelopes.ts'
import { IMPL, OBJ } from './namespaces.ts'
import { type Operation, operations } from './operations.ts'
import { NO_WSDL, validate, wsdlFolder } from './schema.fixture.ts'

const commande: Commande = {
  reference: 'PR2026-000123-2',
  montantCents: 4_250,
  le: new Date('2026-11-23T13:05:59Z'),
  retour: 'https://espace.example/paiements/retour/4f1c?a=1&b=2',
  annulation: 'https://espace.example/paiements/retour/4f1c',
  notification: 'https://espace.example/paiements/notification',
}
const ordre = {
  transactionId: '26327140559123',
  montantCents: 1_000,
  sequence: 2,
  commentaire: 'Demande <retirée> & "close"',
}

const envelopes: Record<Operation, string> = {
  doWebPayment: doWebPayment(commande, '1234567'),
  getWebPaymentDetails: getWebPaymentDetails('16RjWdtpDkFVfZkGV4031701964772640'),
  getTransactionDetails: getTransactionDetails({ transactionId: '26327140559123' }),
  doRefund: doRefund(ordre, '1234567'),
  doReset: doReset({ ...ordre, commentaire: '' }),
}

const bodyOf = (envelope: string): XmlElement | undefined =>
  readXml(Buffer.from(envelope)).children[0]?.children[0]
/** The texts of an envelope by path, nil ones as null, and the order of its elements with them. */
const flat = (element: XmlElement | undefined, path = ''): [string, string | null][] =>
  (element?.children ?? []).flatMap((child): [string, string | null][] =>
    child.children.length > 0
      ? flat(child, `${path}${child.local}.`)
      : [
          [
            path + child.local,
            [...child.attributes.keys()].some((name) => name.endsWith('}nil')) ? null : child.text,
          ],
        ],
  )

describe('held to the published schema', () => {
  it.each(['WebPaymentAPI', 'DirectPaymentAPI', 'ExtendedAPI'] as const)(
    'the five envelopes are what %s.wsdl describes',
    async (service) => {
      if (!wsdlFolder) return skipped()
      expect((await validate(service, envelopes)).errors).toEqual([])
    },
  )

  it('which would see an element that is missing, out of its place, or unknown', async () => {
    if (!wsdlFolder) return skipped()
    const order = '<impl:version>34</impl:version>'
    const { errors } = await validate('WebPaymentAPI', {
      missing: envelopes.doWebPayment.replace('<impl:recurring xsi:nil="true"/>', ''),
      misplaced: envelopes.doReset.replace(order, '').replace('<impl:media', `${order}<impl:media`),
      unknown: envelopes.getWebPaymentDetails.replace(/token>/g, 'jeton>'),
      namespace: envelopes.doRefund.replace(/obj:amount/g, 'impl:amount'),
    })
    expect(errors.length).toBeGreaterThanOrEqual(4)
  })
})

const skipped = (): void => {
  process.stdout.write(`${NO_WSDL}\n`)
}

it('every operation has its envelope, asked in its namespace, version 34 first', () => {
  for (const operation of Object.keys(operations) as Operation[]) {
    const request = bodyOf(envelopes[operation])
    expect([request?.uri, request?.local]).toEqual([IMPL, `${operation}Request`])
    expect(request?.children[0]).toMatchObject({ uri: IMPL, local: 'version', text: '34' })
  }
})

it('a payment is whole: cents, euro, authorised and captured at once, nothing about the buyer', () => {
  const sent = Object.fromEntries(flat(bodyOf(envelopes.doWebPayment)))
  expect(sent).toMatchObject({
    'payment.amount': '4250',
    'payment.currency': '978',
    'payment.action': '101',
    'payment.mode': 'CPT',
    'payment.contractNumber': '1234567',
    'order.ref': 'PR2026-000123-2',
    'order.amount': '4250',
    'order.currency': '978',
    'order.date': '23/11/2026 14:05',
    returnURL: commande.retour,
    cancelURL: commande.annulation,
    notificationURL: commande.notification,
    privateDataList: null,
    owner: null,
  })
  expect(Object.keys(sent).filter((name) => name.startsWith('buyer'))).toEqual([])
  expect(bodyOf(envelopes.doWebPayment)?.children[1]?.children[0]?.uri).toBe(OBJ)
})

it('a refund says which transaction, how much, and which refund of it', () => {
  expect(Object.fromEntries(flat(bodyOf(envelopes.doRefund)))).toMatchObject({
    transactionID: '26327140559123',
    'payment.action': '421',
    'payment.amount': '1000',
    comment: 'Demande <retirée> & "close"',
    sequenceNumber: '2',
  })
  expect(flat(bodyOf(envelopes.doReset))).toEqual([
    ['version', '34'],
    ['transactionID', '26327140559123'],
    ['comment', null],
    ['media', null],
    ['amount', '1000'],
    ['currency', '978'],
    ['sequenceNumber', '2'],
  ])
})

it('whatever is written is read back as it was; what XML cannot write is replaced', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      const possible = text.replace(
        /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
        '\u{fffd}',
      )
      const sent = bodyOf(getWebPaymentDetails(text))
      expect(sent?.children).toHaveLength(2)
      expect(sent?.children[1]?.text).toBe(possible)
    }),
    { numRuns: 200 },
  )
  expect(bodyOf(getWebPaymentDetails(']]><x/>\u0000\ud800&lt;'))?.children[1]?.text).toBe(
    ']]><x/>\u{fffd}\u{fffd}&lt;',
  )
})

it('amounts are whole cents above zero, and are written as figures only', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (montantCents) => {
      const amounts = flat(bodyOf(doWebPayment({ ...commande, montantCents }, '1')))
        .filter(([name]) => name.endsWith('.amount'))
        .map(([, text]) => text)
      expect(amounts).toEqual([String(montantCents), String(montantCents)])
    }),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.integer({ max: 0 }),
        fc.double().filter((n) => !Number.isSafeInteger(n) || n <= 0),
      ),
      (montantCents) => {
        expect(() => doWebPayment({ ...commande, montantCents }, '1')).toThrow(RangeError)
        expect(() => doRefund({ ...ordre, montantCents }, '1')).toThrow(RangeError)
        expect(() => doReset({ ...ordre, montantCents })).toThrow(RangeError)
      },
    ),
  )
})

it.each(['', 'a\\b', 'a b', 'é', 'x'.repeat(51)])('the reference %j is not one', (reference) => {
  expect(() => doWebPayment({ ...commande, reference }, '1')).toThrow(RangeError)
})

describe('dates are those of Paris', () => {
  it.each([
    ['2026-03-29T00:59:59Z', '29/03/2026 01:59'],
    ['2026-03-29T01:00:00Z', '29/03/2026 03:00'],
    ['2026-10-25T00:30:00Z', '25/10/2026 02:30'],
    ['2026-10-25T01:30:00Z', '25/10/2026 02:30'],
    ['2026-10-25T02:00:00Z', '25/10/2026 03:00'],
    ['2026-12-31T23:00:00Z', '01/01/2027 00:00'],
  ])('%s is %s', (moment, written) => {
    expect(paylineDate(new Date(moment))).toBe(written)
  })

  it('each minute of the years to come is written in the form that is asked, one or two hours after that of Greenwich', () => {
    const from = Date.UTC(2020, 0, 1)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 366 * 1_440 }), (minutes) => {
        const moment = new Date(from + minutes * 60_000)
        const found = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2})$/
          .exec(paylineDate(moment))
          ?.slice(1)
          .map(Number)
        const [day = 0, month = 0, year = 0, hour = 0, minute = 0] = found ?? []
        expect([1, 2]).toContain(
          (Date.UTC(year, month - 1, day, hour, minute) - moment.getTime()) / 3_600_000,
        )
      }),
      { numRuns: 1_000 },
    )
  })
})
