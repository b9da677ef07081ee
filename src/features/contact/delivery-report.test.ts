import { expect, test } from 'vitest'
import { exchange, gmail, postfix } from '../../../test/support/delivery-reports.ts'
import { readDeliveryReport } from './delivery-report.ts'

const ID = '01936a5e-7c4b-7d3a-9b1e-2f4c6d8e0a1b'
const OURS = `<${ID}@essai.example>`
const read = (text: string) => readDeliveryReport(Buffer.from(text), 'essai.example')

test.each([
  ['Postfix', postfix(OURS), '5.1.1'],
  ['Exchange', exchange(OURS), '5.1.10'],
  ['Gmail', gmail(OURS), '5.2.2'],
  ['a server that gave up after days', postfix(OURS, '4.4.7'), '4.4.7'],
  ['a failure whose status says nothing', postfix(OURS, 'unknown'), '5.0.0'],
  [
    'names in capitals, and lines that end in LF',
    postfix(OURS).replace('Action: failed', 'ACTION:Failed').replaceAll('\r\n', '\n'),
    '5.1.1',
  ],
  ['a domain in capitals', postfix(OURS.replace('essai.example', 'ESSAI.example')), '5.1.1'],
  [
    'a report in UTF-8 (RFC 6533)',
    postfix(OURS).replace('message/delivery-status', 'message/global-delivery-status'),
    '5.1.1',
  ],
])('%s: which mail came back, and why', async (_name, text, echec) => {
  expect(await read(text)).toEqual({ courrielId: ID, echec })
})

test.each(['delayed', 'relayed', 'delivered', 'expanded'])('« %s » is no failure', async (action) => {
  expect(await read(postfix(OURS, '4.4.1', action))).toEqual({ courrielId: ID })
})

test.each([
  ['of another domain', '<01936a5e-7c4b-7d3a-9b1e-2f4c6d8e0a1b@ailleurs.example>'],
  ['without a number', '<bonjour@essai.example>'],
  ['of a domain that begins like ours', `<${ID}@essai.example.pirate.example>`],
])('a mail %s is not ours', async (_name, messageId) => {
  expect(await read(postfix(messageId))).toEqual({ echec: '5.1.1' })
})

test('the mail that came back is named by its own header, not by what somebody wrote in it', async () => {
  const text = postfix('<x@ailleurs.example>').replace(
    'Bonjour\r\n',
    `Bonjour\r\n\r\nMessage-ID: ${OURS}\r\n`,
  )
  expect(await read(text)).toEqual({ echec: '5.1.1' })
})

test.each([
  ['nothing', ''],
  ['bytes', '\0\u0001\u0002'.repeat(50)],
  ['a page', '<!doctype html><p>Action: failed</p>'],
  ['an answer from a person', 'From: a@exemple.fr\r\nSubject: Re\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n'],
  ['a report that reports nothing', postfix(OURS).replace(/Action: failed\r\n/, '')],
  ['a report cut before its status', postfix(OURS).split('Content-Description: Delivery report')[0] ?? ''],
])('%s is no report', async (_name, text) => {
  expect(await read(text)).toBeUndefined()
})

const nested = (depth: number): string => {
  const open = Array.from(
    { length: depth },
    (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`,
  )
  return `${open.join('')}Content-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n`
}

test('a long mail that came back does not matter: what counts stands before', async () => {
  const pdf = `${'JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCg=='}\r\n`.repeat(
    14_000,
  )
  const text = postfix(OURS).replace('Bonjour\r\n', pdf)
  expect(text.length).toBeGreaterThan(1_000_000)
  expect(await read(text)).toEqual({ courrielId: ID, echec: '5.1.1' })
})

test('parts in parts in parts are not followed', async () => {
  expect(await read(nested(3))).toEqual({ echec: '5.1.1' })
  expect(await read(nested(2_000))).toBeUndefined()
})

test.each([
  ['empty parts', `Content-Type: multipart/report; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(125_000)}`],
  ['empty lines', '\n'.repeat(1_000_000)],
  ['one line', `Message-ID: ${'<'.repeat(1_000_000)}`],
  ['headers', 'X-A: b\r\n'.repeat(120_000)],
  [
    'fields of status',
    postfix(OURS).replace('Reporting-MTA', `${'Action: x\r\n\r\n'.repeat(75_000)}Reporting-MTA`),
  ],
  ['spaces', postfix(OURS).replace('Reporting-MTA', `X: ${'\r\n '.repeat(300_000)}\r\nReporting-MTA`)],
])('a megabyte of %s is read in a moment, or refused', { timeout: 10_000 }, async (_name, text) => {
  const start = performance.now()
  await read(text.slice(0, 1_048_576))
  expect(performance.now() - start).toBeLessThan(1_000)
})
