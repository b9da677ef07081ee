import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ADMINISTRATEUR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber, typedNumero } from '../../platform/http/typed-numbers.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { type ActualiteEcrite, actualiteEcrite, actualitesEcrites } from './actualites.query.ts'
import type { ActualitesDeps } from './actualites-deps.ts'
import { type ActualiteTapee, checkActualite, type Erreurs } from './check-actualite.ts'
import { decodeCurseur } from './curseur.ts'
import { GestionPage } from './pages/gestion-page.tsx'
import { RedactionPage } from './pages/redaction-page.tsx'
import { RelecturePage } from './pages/relecture-page.tsx'
import { ActualiteIntrouvable, ActualiteModifieeEntreTemps } from './refusals.ts'
import { renderActualite } from './rendu.ts'
import {
  type ActeSurActualite,
  deleteActualite,
  publishActualite,
  startActualite,
  withdrawActualite,
  writeActualite,
} from './write-actualite.ts'

const ADMIN = { config: { access: ADMINISTRATEUR } } as const
const LISTE = '/agents/administration/actualites'

type Request = FastifyRequest<{ Params: { numero: string } }>

/** Where administrators write the news, read them again, put them on line and take them off. */
export function administrationRoutes(web: FastifyInstance, deps: ActualitesDeps): void {
  web.get<{ Querystring: { avant?: unknown } }>(LISTE, ADMIN, async (request, reply) => {
    const avant = decodeCurseur(request.query.avant)
    return reply.page({
      titre: avant ? 'Actualités plus anciennes' : 'Actualités',
      contenu: <GestionPage page={await actualitesEcrites(deps.db, avant)} debut={!avant} />,
    })
  })
  web.get(`${LISTE}/nouvelle`, ADMIN, (_, reply) => redaction(reply, { tapee: { titre: '', markdown: '' } }))
  web.post(`${LISTE}/nouvelle`, ADMIN, async (request, reply) => {
    const tapee = tapeeIn(request)
    const erreurs = checkActualite(tapee)
    if (Object.keys(erreurs).length > 0) return redaction(reply, { tapee, erreurs })
    const numero = await startActualite(deps, agentDe(request), tapee)
    return reply.goTo(`${LISTE}/${numero}/relecture`)
  })
  web.get(`${LISTE}/:numero`, ADMIN, async (request, reply) => {
    const ecrite = await find(deps, request as Request)
    return redaction(reply, { tapee: ecrite, ecrite })
  })
  web.post(`${LISTE}/:numero`, ADMIN, (request, reply) => write(deps, request as Request, reply))
  web.get(`${LISTE}/:numero/relecture`, ADMIN, async (request, reply) => {
    const ecrite = await find(deps, request as Request)
    return reply.page({
      titre: 'Relire l’actualité',
      contenu: <RelecturePage actualite={ecrite} texte={renderActualite(ecrite)} />,
    })
  })
  actes(web, deps)
}

function actes(web: FastifyInstance, deps: ActualitesDeps): void {
  const ACTES = {
    publication: publishActualite,
    retrait: withdrawActualite,
    suppression: deleteActualite,
  }
  for (const [nom, act] of Object.entries(ACTES))
    web.post(`${LISTE}/:numero/${nom}`, ADMIN, async (request, reply) => {
      const { numero } = await find(deps, request as Request)
      await act(deps, agentDe(request), acteDe(request, numero))
      return reply.goTo(LISTE)
    })
}

/** @throws ActualiteIntrouvable */
function numeroDe({ params }: Request): number {
  const numero = typedNumero(params.numero)
  if (numero === undefined) throw new ActualiteIntrouvable()
  return numero
}

/** @throws ActualiteIntrouvable */
async function find({ db }: ActualitesDeps, request: Request): Promise<ActualiteEcrite> {
  const found = await actualiteEcrite(db, numeroDe(request))
  if (!found) throw new ActualiteIntrouvable()
  return found
}

const acteDe = ({ body }: FastifyRequest, numero: number): ActeSurActualite => ({
  numero,
  revisionVue: shownNumber(body, 'revision'),
})

function tapeeIn({ body }: FastifyRequest): ActualiteTapee {
  const field = (nom: string): string =>
    textField(body, nom).replaceAll('\r\n', '\n').replaceAll('\0', '').trim()
  return { titre: field('titre').replace(/\s+/g, ' '), markdown: field('markdown') }
}

function redaction(
  reply: FastifyReply,
  page: { tapee: ActualiteTapee; erreurs?: Erreurs; ecrite?: ActualiteEcrite | undefined; conflit?: boolean },
): FastifyReply {
  const { tapee, erreurs = {}, ecrite, conflit = false } = page
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : conflit ? 409 : 200,
    titre: `${faux ? 'Erreur : é' : 'É'}crire une actualité`,
    contenu: <RedactionPage tapee={tapee} erreurs={erreurs} ecrite={ecrite} conflit={conflit} />,
  })
}

async function write(deps: ActualitesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const numero = numeroDe(request)
  const ecrite = await actualiteEcrite(deps.db, numero)
  const tapee = tapeeIn(request)
  // Deleted while it was being written: what was typed is given back, to become another.
  if (!ecrite) return redaction(reply, { tapee, conflit: true })
  const erreurs = checkActualite(tapee)
  if (Object.keys(erreurs).length > 0) return redaction(reply, { tapee, erreurs, ecrite })
  try {
    await writeActualite(deps, agentDe(request), acteDe(request, numero), tapee)
  } catch (error) {
    if (!(error instanceof ActualiteModifieeEntreTemps)) throw error
    return redaction(reply, { tapee, ecrite: await actualiteEcrite(deps.db, numero), conflit: true })
  }
  return reply.goTo(`${LISTE}/${numero}/relecture`)
}
