import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { downloadHeaders } from '../pieces/index.ts'
import { readDocument, removeDocument } from './documents.ts'
import { echangeDe } from './echange.query.ts'
import type { EchangesDeps } from './echanges-deps.ts'
import type { MessageTape } from './pages/formulaire-message.tsx'
import { MessagesPage } from './pages/messages-page.tsx'
import { sendMessage } from './send-message.ts'

type Request = FastifyRequest<{
  Params: { reference: string }
  Querystring: { avant?: unknown; envoye?: unknown }
}>

const USAGER = { config: { access: 'usager' } } as const
/** What is theirs stays theirs, whatever they answered to the terms. */
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const

/** The exchange about a demande, on the side of the person. */
export function usagerRoutes(web: FastifyInstance, deps: EchangesDeps): void {
  web.get('/espace/demandes/:reference/messages', SIEN, (request, reply) =>
    show(deps, request as Request, reply, { tape: { texte: '' } }),
  )
  web.post('/espace/demandes/:reference/messages', USAGER, (request, reply) =>
    post(deps, request as Request, reply),
  )
  web.get<{ Params: { id: string } }>(
    '/espace/messages/documents/:id/contenu',
    SIEN,
    async (request, reply) => {
      const document = await readDocument(deps, usagerDe(request), request.params.id)
      return reply.headers(downloadHeaders(document)).send(document.contenu)
    },
  )
}

async function post(deps: EchangesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const acteur = usagerDe(request)
  const { reference } = request.params
  const texte = textField(request.body, 'texte')
  const retirer = textField(request.body, 'retirer-piece')
  if (retirer) {
    await removeDocument(deps, acteur, retirer)
    return show(deps, request, reply, { tape: { texte } })
  }
  const refus = await sendMessage(deps, acteur, { reference, cle: textField(request.body, 'cle'), texte })
  if (!refus) return reply.goTo(`/espace/demandes/${reference}/messages?envoye=1`)
  return 'dejaParti' in refus
    ? show(deps, request, reply, { tape: { texte }, dejaParti: true })
    : show(deps, request, reply, { tape: { texte, erreur: refus.erreur } })
}

async function show(
  deps: EchangesDeps,
  request: Request,
  reply: FastifyReply,
  { tape, dejaParti = false }: { tape: MessageTape; dejaParti?: boolean },
): Promise<FastifyReply> {
  const { avant, envoye } = request.query
  const echange = await echangeDe(
    deps,
    usagerDe(request),
    request.params.reference,
    typeof avant === 'string' ? avant : '',
  )
  return reply.page({
    statut: tape.erreur ? 422 : dejaParti ? 409 : 200,
    titre: `${tape.erreur ? 'Erreur : messages' : 'Messages'} de la demande ${echange.demande.reference}`,
    contenu: (
      <MessagesPage
        echange={echange}
        demarche={deps.catalogue.get(echange.demande.demarche).demarche}
        tape={tape}
        envoye={envoye === '1' && request.method === 'GET'}
        dejaParti={dejaParti}
      />
    ),
  })
}
