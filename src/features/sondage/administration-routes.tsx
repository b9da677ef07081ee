import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ADMINISTRATEUR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber, typedNumero } from '../../platform/http/typed-numbers.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { withFrenchSpaces } from '../../platform/texte/with-french-spaces.ts'
import { CHOIX_NOMBRE_MAX, checkSondage, type Erreurs, type SondageTape } from './check-sondage.ts'
import { GestionPage } from './pages/gestion-page.tsx'
import { RedactionPage } from './pages/redaction-page.tsx'
import { RelecturePage } from './pages/relecture-page.tsx'
import { SondageIntrouvable, SondageModifieEntreTemps } from './refusals.ts'
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
function numeroDe({ params }: Request): number {
  const numero = typedNumero(params.numero)
  if (numero === undefined) throw new SondageIntrouvable()
  return numero
}

/** @throws SondageIntrouvable */
async function find({ db }: SondageDeps, request: Request): Promise<SondageEcrit> {
  const found = await sondageEcrit(db, numeroDe(request))
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

interface Page {
  tape: SondageTape
  erreurs?: Erreurs
  ecrit?: SondageEcrit | undefined
  conflit?: { ecrit: SondageEcrit | undefined }
}

function redaction(reply: FastifyReply, page: Page): FastifyReply {
  const { tape, erreurs = {}, ecrit, conflit } = page
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : conflit ? 409 : 200,
    titre: `${faux ? 'Erreur : é' : 'É'}crire un sondage`,
    contenu: <RedactionPage tape={tape} erreurs={erreurs} ecrit={ecrit} conflit={conflit} />,
  })
}

async function write(deps: SondageDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const numero = numeroDe(request)
  const ecrit = await sondageEcrit(deps.db, numero)
  const tape = tapeIn(request)
  if (ecrit?.etat !== 'brouillon') return conflit(reply, tape, ecrit)
  const erreurs = checkSondage(tape)
  if (Object.keys(erreurs).length > 0) return redaction(reply, { tape, erreurs, ecrit })
  try {
    await writeSondage(deps, agentDe(request), acteDe(request, numero), tape)
  } catch (error) {
    if (!(error instanceof SondageModifieEntreTemps)) throw error
    return conflit(reply, tape, await sondageEcrit(deps.db, numero))
  }
  return reply.goTo(`${LISTE}/${numero}/relecture`)
}

/** What was typed is given back: over the draft as it is now or, when it is one no more, to become another poll. */
const conflit = (reply: FastifyReply, tape: SondageTape, ecrit: SondageEcrit | undefined): FastifyReply =>
  redaction(reply, { tape, conflit: { ecrit }, ...(ecrit?.etat === 'brouillon' ? { ecrit } : {}) })
