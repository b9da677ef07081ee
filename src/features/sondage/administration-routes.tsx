import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ADMINISTRATEUR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber, typedNumero } from '../../platform/http/typed-numbers.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { withFrenchSpaces } from '../demarches/index.ts'
import { CHOIX_NOMBRE_MAX, checkSondage, type Erreurs, type SondageTape } from './check-sondage.ts'
import { GestionPage } from './pages/gestion-page.tsx'
import { RedactionPage } from './pages/redaction-page.tsx'
import { RelecturePage } from './pages/relecture-page.tsx'
import { SondageIntrouvable } from './refusals.ts'
import { type SondageEcrit, sondageEcrit, sondagesEcrits } from './sondage.query.ts'
import type { SondageDeps } from './sondage-deps.ts'
import {
  type ActeSurSondage,
  closeSondage,
  deleteSondage,
  openSondage,
  startSondage,
  writeSondage,
} from './write-sondage.ts'

const ADMIN = { config: { access: ADMINISTRATEUR } } as const
const LISTE = '/agents/administration/sondages'

type Request = FastifyRequest<{ Params: { numero: string } }>

/** Where administrators write a poll, read it again, open it, close it and see what was answered. */
export function administrationRoutes(web: FastifyInstance, deps: SondageDeps): void {
  web.get(LISTE, ADMIN, async (_, reply) =>
    reply.page({
      titre: 'Sondages',
      contenu: <GestionPage sondages={await sondagesEcrits(deps.db)} />,
    }),
  )
  web.get(`${LISTE}/nouveau`, ADMIN, (_, reply) => redaction(reply, { tape: { question: '', choix: [] } }))
  web.post(`${LISTE}/nouveau`, ADMIN, async (request, reply) => {
    const tape = tapeIn(request)
    const erreurs = checkSondage(tape)
    if (Object.keys(erreurs).length > 0) return redaction(reply, { tape, erreurs })
    const numero = await startSondage(deps, agentDe(request), tape)
    return reply.goTo(`${LISTE}/${numero}/relecture`)
  })
  web.get(`${LISTE}/:numero`, ADMIN, async (request, reply) => {
    const ecrit = await find(deps, request as Request)
    // What was opened once is not written any more: it is only read.
    if (ecrit.etat !== 'brouillon') return relecture(reply, ecrit)
    return redaction(reply, { tape: ecrit, ecrit })
  })
  web.post(`${LISTE}/:numero`, ADMIN, (request, reply) => write(deps, request as Request, reply))
  web.get(`${LISTE}/:numero/relecture`, ADMIN, async (request, reply) =>
    relecture(reply, await find(deps, request as Request)),
  )
  actes(web, deps)
}

function actes(web: FastifyInstance, deps: SondageDeps): void {
  const ACTES = { ouverture: openSondage, fermeture: closeSondage, suppression: deleteSondage }
  for (const [nom, act] of Object.entries(ACTES))
    web.post(`${LISTE}/:numero/${nom}`, ADMIN, async (request, reply) => {
      const { numero } = await find(deps, request as Request)
      await act(deps, agentDe(request), acteDe(request, numero))
      return reply.goTo(nom === 'suppression' ? LISTE : `${LISTE}/${numero}/relecture`)
    })
}

/** @throws SondageIntrouvable */
async function find({ db }: SondageDeps, { params }: Request): Promise<SondageEcrit> {
  const numero = typedNumero(params.numero)
  const found = numero && (await sondageEcrit(db, numero))
  if (!found) throw new SondageIntrouvable()
  return found
}

const acteDe = ({ body }: FastifyRequest, numero: number): ActeSurSondage => ({
  numero,
  revisionVue: shownNumber(body, 'revision'),
})

function tapeIn({ body }: FastifyRequest): SondageTape {
  const field = (nom: string): string =>
    withFrenchSpaces(textField(body, nom).replaceAll('\0', '').replace(/\s+/g, ' ').trim())
  const rangs = Array.from({ length: CHOIX_NOMBRE_MAX }, (_, rang) => rang + 1)
  return { question: field('question'), choix: rangs.map((rang) => field(`choix${rang}`)) }
}

const relecture = (reply: FastifyReply, ecrit: SondageEcrit): FastifyReply =>
  reply.page({
    titre: ecrit.etat === 'brouillon' ? 'Relire le sondage' : 'Suivre le sondage',
    contenu: <RelecturePage sondage={ecrit} />,
  })

function redaction(
  reply: FastifyReply,
  page: { tape: SondageTape; erreurs?: Erreurs; ecrit?: SondageEcrit },
): FastifyReply {
  const { tape, erreurs = {}, ecrit } = page
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : 200,
    titre: `${faux ? 'Erreur : é' : 'É'}crire un sondage`,
    contenu: <RedactionPage tape={tape} erreurs={erreurs} ecrit={ecrit} />,
  })
}

async function write(deps: SondageDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const ecrit = await find(deps, request)
  const tape = tapeIn(request)
  const erreurs = checkSondage(tape)
  if (ecrit.etat === 'brouillon' && Object.keys(erreurs).length > 0)
    return redaction(reply, { tape, erreurs, ecrit })
  await writeSondage(deps, agentDe(request), acteDe(request, ecrit.numero), tape)
  return reply.goTo(`${LISTE}/${ecrit.numero}/relecture`)
}
