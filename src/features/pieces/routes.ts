import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Access, COMPTOIR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { returnPath } from '../../platform/session/return-path.ts'
import { type Titulaire, titulaireId } from '../../platform/session/titulaire.ts'
import { type Destination, type Lieu, lieuDe, type PiecesDeps } from './destination.ts'
import { finishTeleversement } from './finish-televersement.ts'
import { MORCEAU_OCTETS } from './piece.ts'
import { readApercu } from './read-apercu.ts'
import { downloadHeaders, readPiece } from './read-piece.ts'
import { receivedBytes, receiveMorceau } from './receive-morceau.ts'
import { MorceauHorsSuite, PieceIntrouvable, PieceRefusee } from './refusals.ts'
import { removePiece } from './remove-piece.ts'
import { startTeleversement } from './start-televersement.ts'
import type { Envoi } from './televersement-store.ts'

interface Upload {
  Params: { place: string; champ?: string; rang?: string; reference?: string; id: string }
  Querystring: { debut?: string; retour?: string }
}
type UploadRequest = FastifyRequest<Upload>

const USAGER = { config: { access: 'usager' } } as const

const titulaireOf = ({ actor }: { actor: FastifyRequest['actor'] }): Titulaire => {
  if (actor.kind === 'anonyme') throw new PieceIntrouvable()
  return actor
}

/** Uploads, removals and downloads of documents. */
export function piecesRoutes(web: FastifyInstance, deps: PiecesDeps): void {
  const ofBrouillon = ({ place, champ = '' }: Upload['Params']): Destination => ({
    kind: 'brouillon',
    id: place,
    champ,
  })
  uploadRoutes(web, deps, '/espace/brouillons/:place/pieces/:champ', ofBrouillon)
  // What an agent scans of a demande that came on paper.
  uploadRoutes(web, deps, '/agents/papier/saisies/:place/pieces/:champ', ofBrouillon, COMPTOIR)
  const ofComplement = ({ place, rang = '' }: Upload['Params']): Destination => ({
    kind: 'complement',
    id: place,
    rang,
  })
  uploadRoutes(web, deps, '/espace/complements/:place/pieces/:rang', ofComplement)
  uploadRoutes(web, deps, '/agents/papier/complements/:place/pieces/:rang', ofComplement, COMPTOIR)
  uploadRoutes(web, deps, '/espace/pieces/:place/remplacement', ({ place }) => ({
    kind: 'remplacement',
    id: place,
  }))
  const message = ({ place, reference = '' }: Upload['Params']): Destination => ({
    kind: 'message',
    id: place,
    reference,
  })
  uploadRoutes(web, deps, '/espace/demandes/:reference/messages/:place/pieces', message)
  uploadRoutes(web, deps, '/agents/demandes/:reference/messages/:place/pieces', message, COMPTOIR)
  uploadRoutes(web, deps, '/espace/documents/envois', (_params, acteur) => ({
    kind: 'documents',
    id: titulaireId(acteur),
  }))
  web.post<{ Params: { id: string } }>('/espace/pieces/:id/retirer', USAGER, async (request, reply) => {
    await removePiece(deps, titulaireOf(request), request.params.id)
    return reply.goTo(returnPath(textField(request.body, 'retour'), 'usager'))
  })
  const download = async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    if (request.actor.kind === 'anonyme') throw new PieceIntrouvable()
    const piece = await readPiece(deps, request.actor, request.params.id)
    return reply.headers(downloadHeaders(piece)).send(piece.contenu)
  }
  web.get(
    '/espace/pieces/:id/contenu',
    { config: { access: 'usager', sansConditions: 'refusees' } },
    download,
  )
  web.get('/agents/pieces/:id/contenu', { config: { access: COMPTOIR } }, download)
  web.get<{ Params: { id: string; page: string } }>(
    '/agents/pieces/:id/apercus/:page',
    { config: { access: COMPTOIR } },
    async (request, reply) => {
      const image = await readApercu(deps, agentDe(request), request.params.id, request.params.page)
      return reply.type('image/jpeg').send(image)
    },
  )
}

/** The four steps of an upload, at one kind of place. */
function uploadRoutes(
  web: FastifyInstance,
  deps: PiecesDeps,
  base: string,
  destinationOf: (params: Upload['Params'], acteur: Titulaire) => Destination,
  access: Access = 'usager',
): void {
  const options = { config: { access } }
  const lieuOf = (request: UploadRequest): Lieu => lieuDe(destinationOf(request.params, titulaireOf(request)))
  const envoiOf = (request: UploadRequest): Envoi => ({ lieu: lieuOf(request), id: request.params.id })
  web.post<Upload>(base, options, (request, reply) =>
    answer(reply, async () => {
      const id = await startTeleversement(deps, titulaireOf(request), lieuOf(request), {
        nom: textField(request.body, 'nom'),
        taille: Number(textField(request.body, 'taille')),
      })
      return json(reply, 201, { id, recu: 0, morceau: MORCEAU_OCTETS })
    }),
  )
  web.get<Upload>(`${base}/:id`, options, async (request, reply) =>
    json(reply, 200, { recu: await receivedBytes(deps, titulaireOf(request), envoiOf(request)) }),
  )
  web.put<Upload>(`${base}/:id`, options, (request, reply) =>
    answer(reply, async () => {
      const morceau = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const debut = Number(request.query.debut ?? 0)
      return json(reply, 200, {
        recu: await receiveMorceau(deps, titulaireOf(request), envoiOf(request), debut, morceau),
      })
    }),
  )
  web.post<Upload>(`${base}/:id/fin`, options, (request, reply) =>
    answer(reply, async () => {
      const acteur = titulaireOf(request)
      const envoi = envoiOf(request)
      const made = await finishTeleversement(deps, acteur, envoi)
      // The person says next what this document is.
      if (envoi.lieu.colonne === 'usager_id') return reply.goTo(`/espace/documents/${made}?ajoute=1`)
      return reply.goTo(returnPath(request.query.retour, acteur.kind))
    }),
  )
}

const json = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).type('application/json').send(JSON.stringify(body))

/** What may be wrong with an upload is said in JSON: a script asks, and shows it beside the field. */
async function answer(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof PieceRefusee) return json(reply, 422, { erreur: error.erreur })
    if (error instanceof MorceauHorsSuite) return json(reply, 409, { recu: error.recu })
    throw error
  }
}
