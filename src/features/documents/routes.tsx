import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { downloadHeaders } from '../pieces/index.ts'
import { changeDocument } from './change-document.ts'
import { checkDocument, type DocumentTape, type ErreurDeDocument, tapeDe } from './check-document.ts'
import { deleteDocument } from './delete-document.ts'
import { documentOf, documentsOf } from './documents.query.ts'
import type { DocumentsDeps } from './documents-deps.ts'
import { DocumentPage, tapeDuDocument } from './pages/document-page.tsx'
import { DocumentsPage } from './pages/documents-page.tsx'
import { readDocument } from './read-document.ts'

const USAGER = { config: { access: 'usager' } } as const
/** What is theirs stays theirs, whatever they answered to the terms. */
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const
const BASE = '/espace/documents'

interface Route {
  Params: { id: string }
  Querystring: { ajoute?: string; fait?: string }
}

/** « Mes documents ». The upload itself is of `pieces`. */
export function documentsRoutes(web: FastifyInstance, deps: DocumentsDeps): void {
  web.get<{ Querystring: { supprime?: string } }>(BASE, SIEN, async (request, reply) => {
    const acteur = usagerDe(request)
    return reply.page({
      titre: 'Mes documents',
      contenu: (
        <DocumentsPage
          documents={await documentsOf(deps.db, acteur.usagerId)}
          aujourdhui={parisDay(deps.clock.now())}
          restreint={acteur.acces === 'restreint'}
          supprime={request.query.supprime === '1'}
        />
      ),
    })
  })
  web.get<Route>(`${BASE}/:id`, SIEN, (request, reply) => showDocument(deps, request, reply))
  web.get<Route>(`${BASE}/:id/contenu`, SIEN, async (request, reply) => {
    const lue = await readDocument(deps, usagerDe(request), request.params.id)
    return reply.headers(downloadHeaders(lue)).send(lue.contenu)
  })
  web.post<Route>(`${BASE}/:id`, USAGER, async (request, reply) => {
    const tape = tapeDe(request.body)
    const lecture = checkDocument(tape, parisDay(deps.clock.now()))
    if ('erreurs' in lecture) return showDocument(deps, request, reply, { tape, erreurs: lecture.erreurs })
    await changeDocument(deps, usagerDe(request), request.params.id, lecture.lu)
    return reply.goTo(`${BASE}/${request.params.id}?fait=1`)
  })
  web.post<Route>(`${BASE}/:id/suppression`, SIEN, async (request, reply) => {
    await deleteDocument(deps, usagerDe(request), request.params.id)
    return reply.goTo(`${BASE}?supprime=1`)
  })
}

async function showDocument(
  deps: DocumentsDeps,
  request: FastifyRequest<Route>,
  reply: FastifyReply,
  refuse?: { tape: DocumentTape; erreurs: readonly ErreurDeDocument[] },
): Promise<FastifyReply> {
  const acteur = usagerDe(request)
  const document = await documentOf(deps.db, acteur.usagerId, request.params.id)
  return reply.page({
    statut: refuse ? 422 : 200,
    titre: refuse ? 'Erreur : mon document' : 'Mon document',
    contenu: (
      <DocumentPage
        document={document}
        tape={refuse?.tape ?? tapeDuDocument(document)}
        erreurs={refuse?.erreurs ?? []}
        aujourdhui={parisDay(deps.clock.now())}
        ajoute={request.query.ajoute === '1'}
        fait={request.query.fait === '1'}
        restreint={acteur.acces === 'restreint'}
      />
    ),
  })
}
