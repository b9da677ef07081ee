import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { type Contrat, OPERATIONS, type Operation, type Service } from './contrat.ts'
import { type Marchand, operations } from './operations.ts'
import type { NatureDePanne, Panne, Pannes } from './pannes.ts'
import { EnveloppeRefusee, readEnvelope, type Valeurs } from './read-envelope.ts'
import { html, plain, type Reponse, xml } from './reponse.ts'
import { spoil } from './spoil.ts'
import { writeFault, writeMessage } from './write-envelope.ts'

/** The SOAP side of the simulator. */
export interface Soap {
  contrat: Contrat
  marchand: Marchand
  pannes: Pannes
  merchantId: string
  accessKey: string
}

/** Basic authentication, as Payline asks it: merchant id and access key. */
export function isMerchant(soap: Soap, header: string | undefined): boolean {
  const wanted = Buffer.from(
    `Basic ${Buffer.from(`${soap.merchantId}:${soap.accessKey}`).toString('base64')}`,
  )
  const given = Buffer.from(header ?? '')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Answers one call: read strictly, struck by the faults that are on, carried out, written in the order of the contract. */
export function answerSoap(
  soap: Soap,
  where: { service: Service; point: 'principal' | 'secours' },
  headers: IncomingHttpHeaders,
  body: string,
): Reponse {
  if (!isMerchant(soap, headers.authorization))
    return plain(401, 'Unauthorized', { 'www-authenticate': 'Basic realm="Payline"' })
  if (!/^text\/xml\b/i.test(headers['content-type'] ?? ''))
    return xml(415, writeFault('Client', 'SOAP 1.1 is text/xml'))
  const read = readCall(soap, where.service, headers.soapaction, body)
  if ('refus' in read) return xml(500, writeFault('Client', read.refus))
  return carryOut(soap, read, where.point)
}

interface Call {
  operation: Operation
  valeurs: Valeurs
}

function readCall(soap: Soap, service: Service, action: unknown, body: string): Call | { refus: string } {
  try {
    const call = readEnvelope(soap.contrat, body)
    if (OPERATIONS[call.operation] !== service) return { refus: `${call.operation} is not of ${service}` }
    if (String(action ?? '').replaceAll('"', '') !== call.operation)
      return { refus: `SOAPAction does not say ${call.operation}` }
    return call
  } catch (error) {
    if (error instanceof EnveloppeRefusee) return { refus: error.message }
    throw error
  }
}

/** A fault « avant » strikes before anything is done, a fault « apres » once it is done and written in the book. */
function carryOut(soap: Soap, { operation, valeurs }: Call, point: 'principal' | 'secours'): Reponse {
  const strike = (nature: NatureDePanne) => soap.pannes.strike(nature, { operation, point })
  const unavailable = (panne: Panne) => xml(panne.statut ?? 503, writeFault('Server', 'unavailable'))
  if (strike('delai_avant')) return null
  const before = strike('http_avant')
  if (before) return unavailable(before)
  const answer = operations[operation](soap.marchand, valeurs)
  if (strike('delai_apres')) return null
  const after = strike('http_apres')
  if (after) return unavailable(after)
  if (strike('html'))
    return html(200, '<!doctype html><title>Maintenance</title><p>Service en maintenance.</p>')
  const said = writeMessage(soap.contrat, `${operation}Response`, spoil(answer, strike))
  return xml(200, strike('xml_malforme') ? said.slice(0, Math.floor(said.length * 0.7)) : said)
}
