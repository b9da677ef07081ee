import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { answerCommand } from './commandes-de-test.ts'
import { OPERATIONS } from './contrat.ts'
import { decideFraude, findSession, remitToBank } from './moteur.ts'
import { backOfficePage, endPage, lostPage, paymentPage, writePage } from './page.ts'
import { wayBack } from './payer.ts'
import { html, json, plain, type Reponse, seeOther, xml } from './reponse.ts'
import type { Simulation } from './simulation.ts'
import { answerSoap } from './soap.ts'
import { writeWsdl } from './write-wsdl.ts'

const MAX_BYTES = 256 * 1024

/** One request, read whole. */
interface Visite {
  method: string
  url: URL
  body: string
  headers: IncomingHttpHeaders
}

/** The HTTP server of a simulation, not listening yet. `origin` is asked once it listens. */
export function createSimulatorServer(simulation: Simulation, origin: () => string): Server {
  // Idle connections outlive the client's own patience: a connection closed under a request would look like a fault.
  const limits = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 }
  const server = createServer(limits, (request, response) => {
    response.on('error', () => undefined)
    serve(simulation, origin(), request).then(
      (reponse) => write(response, reponse),
      (error: unknown) => {
        if (!request.destroyed) process.stderr.write(`simulateur : ${String(error)}\n`)
        write(response, plain(500, 'panne du simulateur'))
      },
    )
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  return server
}

function write(response: ServerResponse, reponse: Reponse): void {
  if (!reponse || response.destroyed) return
  response.writeHead(reponse.status, { 'cache-control': 'no-store', ...reponse.headers }).end(reponse.body)
}

async function serve(simulation: Simulation, origin: string, request: IncomingMessage): Promise<Reponse> {
  const { method = 'GET', url = '/', headers } = request
  const body = await readBody(request)
  if (body === undefined) return plain(413, 'trop grand', { connection: 'close' })
  if (!URL.canParse(url, origin)) return plain(400, 'adresse illisible')
  return route(simulation, origin, { method, url: new URL(url, origin), body, headers })
}

function route(simulation: Simulation, origin: string, visite: Visite): Reponse | Promise<Reponse> {
  const [first, second, third = '', fourth = ''] = visite.url.pathname.slice(1).split('/')
  if (first === 'V4' && second === 'services') return soap(simulation, visite, third, 'principal', origin)
  if (first === 'secours' && second === 'V4') return soap(simulation, visite, fourth, 'secours', origin)
  if (first === 'services' && second === 'servicesendpoints') return directory(simulation, fourth, origin)
  if (first === 'paiement') return payment(simulation, visite, second ?? '')
  if (first === '_' && second === 'guichet') return backOffice(simulation, visite)
  if (first === '_') return command(simulation, visite, second ?? '')
  if (first === '') return html(200, writePage('Simulateur Payline', HOME))
  return html(404, writePage('Page introuvable', '<p>Le simulateur n’a rien à cette adresse.</p>'))
}

const HOME =
  '<p>Ce service remplace Payline pour les essais.</p><p><a href="/_/guichet">Guichet du simulateur</a></p>'

/** @returns undefined when it is too large; what follows is not read */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > MAX_BYTES) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function soap(
  { soap: parts }: Simulation,
  { method, url, headers, body }: Visite,
  name: string,
  point: 'principal' | 'secours',
  origin: string,
): Reponse {
  const service = Object.values(OPERATIONS).find((one) => one === name)
  if (!service) return plain(404, 'unknown service')
  if (method === 'POST') return answerSoap(parts, { service, point }, headers, body)
  if (!url.search.toLowerCase().startsWith('?wsdl')) return plain(405, 'POST', { allow: 'POST' })
  return xml(200, writeWsdl(parts.contrat, service, `${origin}${url.pathname}`))
}

function directory({ soap: parts }: Simulation, merchantId: string, origin: string): Reponse {
  if (merchantId !== parts.merchantId) return json(404, { urls: [], ttl: 60 })
  return json(200, { urls: [`${origin}/V4`, `${origin}/secours/V4`], ttl: 60 })
}

function payment({ registre, payeur }: Simulation, { method, body }: Visite, jeton: string): Reponse {
  const session = findSession(registre, jeton)
  if (!session)
    return html(404, writePage('Paiement introuvable', '<p>Cette adresse de paiement n’existe pas.</p>'))
  // A form's redirect is held to form-action too: the way back must be in it.
  const origins = [session.retour, session.annulation].map((address) => new URL(address).origin)
  const policy = `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${origins.join(' ')}`
  const page = (status: number, text: string) => html(status, text, { 'content-security-policy': policy })
  if (method !== 'POST') {
    if (session.fin || session.engagement) return page(200, endPage(session, wayBack(session)))
    payeur.open(jeton)
    return page(200, paymentPage(session))
  }
  const form = new URLSearchParams(body)
  const geste = form.get('geste') === 'annuler' ? 'annuler' : (form.get('carte') ?? '')
  const { reglement, retour } = payeur.act(jeton, geste)
  if (reglement === 'carte_inconnue') return page(422, paymentPage(session))
  return retour ? seeOther(retour) : page(200, lostPage())
}

function backOffice({ registre }: Simulation, { method, body }: Visite): Reponse {
  if (method !== 'POST') return html(200, backOfficePage([...registre.livre.transactions.values()]))
  const form = new URLSearchParams(body)
  const geste = form.get('geste')
  if (geste === 'remettre') remitToBank(registre)
  else decideFraude(registre, form.get('transactionId') ?? '', geste === 'accepter')
  return seeOther('/_/guichet')
}

/** JSON only: a page of another site cannot send it without asking first. */
async function command(simulation: Simulation, visite: Visite, name: string): Promise<Reponse> {
  const type = visite.headers['content-type'] ?? ''
  if (visite.method === 'POST' && !type.startsWith('application/json'))
    return json(415, { erreur: 'application/json' })
  return answerCommand(simulation, visite.method, name, visite.body)
}
