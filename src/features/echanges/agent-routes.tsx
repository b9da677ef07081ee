import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { downloadHeaders } from '../pieces/index.ts'
import { echangePourAgent, messagesALire } from './comptoir.query.ts'
import { readDocument, readPageDeDocument, removeDocument } from './documents.ts'
import type { EchangesDeps } from './echanges-deps.ts'
import { findDemande } from './find-demande.ts'
import { modeleRempli } from './modeles.query.ts'
import { ALirePage } from './pages/a-lire-page.tsx'
import type { MessageTape } from './pages/formulaire-message.tsx'
import { MessagesAgentPage } from './pages/messages-agent-page.tsx'
import { sendMessage } from './send-message.ts'
import { writeNote } from './write-note.ts'

type Request = FastifyRequest<{
  Params: { reference: string }
  Querystring: { avant?: unknown; fait?: unknown; 'notes-avant'?: unknown }
}>

const AGENTS = { config: { access: COMPTOIR } } as const

/** The exchange about a demande and the notes between agents, at the counter. */
export function agentRoutes(web: FastifyInstance, deps: EchangesDeps): void {
  const titreDe = (slug: string): string => deps.catalogue.get(slug).demarche.titre
  web.get('/agents/messages', AGENTS, async (request, reply) =>
    reply.page({
      titre: 'Messages à lire',
      contenu: (
        <ALirePage lignes={await messagesALire(deps.db, agentDe(request).demarches)} titreDe={titreDe} />
      ),
    }),
  )
  web.get('/agents/demandes/:reference/messages', AGENTS, (request, reply) =>
    show(deps, request as Request, reply, {}),
  )
  web.post('/agents/demandes/:reference/messages', AGENTS, (request, reply) =>
    postMessage(deps, request as Request, reply),
  )
  web.post('/agents/demandes/:reference/notes', AGENTS, (request, reply) =>
    postNote(deps, request as Request, reply),
  )
  web.get<{ Params: { id: string } }>(
    '/agents/messages/documents/:id/contenu',
    AGENTS,
    async (request, reply) => {
      const document = await readDocument(deps, agentDe(request), request.params.id)
      return reply.headers(downloadHeaders(document)).send(document.contenu)
    },
  )
  web.get<{ Params: { id: string; page: string } }>(
    '/agents/messages/documents/:id/apercus/:page',
    AGENTS,
    async (request, reply) => {
      const { id, page } = request.params
      return reply.type('image/jpeg').send(await readPageDeDocument(deps, agentDe(request), id, page))
    },
  )
}

async function postMessage(deps: EchangesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const { reference } = request.params
  const field = (nom: string): string => textField(request.body, nom)
  const texte = field('texte')
  const retirer = field('retirer-piece')
  if (retirer) {
    await removeDocument(deps, acteur, retirer)
    return show(deps, request, reply, { tape: { texte } })
  }
  if (field('inserer')) return insertModele(deps, request, reply, texte)
  const refus = await sendMessage(deps, acteur, { reference, cle: field('cle'), texte })
  if (!refus) return reply.goTo(`/agents/demandes/${reference}/messages?fait=envoye`)
  return 'dejaParti' in refus
    ? show(deps, request, reply, { tape: { texte }, dejaParti: true })
    : show(deps, request, reply, { tape: { texte, erreur: refus.erreur } })
}

/** The form comes back with the template after what was typed, to be read again before it is sent. */
async function insertModele(
  deps: EchangesDeps,
  request: Request,
  reply: FastifyReply,
  texte: string,
): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const demande = await findDemande(deps.db, acteur, request.params.reference)
  const { titre } = deps.catalogue.get(demande.demarche).demarche
  const modele = { modeleId: textField(request.body, 'modele'), demarche: titre }
  const rempli = await modeleRempli(deps.db, acteur, demande, modele)
  if (rempli === undefined)
    return show(deps, request, reply, {
      tape: { texte, erreur: 'Ce modèle n’existe plus. Choisissez-en un autre, ou écrivez sans modèle.' },
    })
  const tape = { texte: texte.trim() === '' ? rempli : `${texte.trimEnd()}\n\n${rempli}` }
  return show(deps, request, reply, { tape, fait: 'insere' })
}

async function postNote(deps: EchangesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { reference } = request.params
  const texte = textField(request.body, 'note')
  const refus = await writeNote(deps, agentDe(request), {
    reference,
    cle: textField(request.body, 'cle'),
    texte,
  })
  return refus
    ? show(deps, request, reply, { note: { texte, erreur: refus.erreur } })
    : reply.goTo(`/agents/demandes/${reference}/messages?fait=note`)
}

interface Rendu {
  tape?: MessageTape
  note?: MessageTape
  fait?: 'insere'
  dejaParti?: boolean
}

async function show(
  deps: EchangesDeps,
  request: Request,
  reply: FastifyReply,
  { tape, note, fait, dejaParti = false }: Rendu,
): Promise<FastifyReply> {
  const { avant, 'notes-avant': notesAvant, fait: vientDe } = request.query
  const echange = await echangePourAgent(deps, agentDe(request), request.params.reference, {
    ...(typeof avant === 'string' ? { avant } : {}),
    ...(typeof notesAvant === 'string' ? { notesAvant } : {}),
  })
  const erreur = tape?.erreur ?? note?.erreur
  const venu = request.method === 'GET' && (vientDe === 'envoye' || vientDe === 'note') ? vientDe : undefined
  return reply.page({
    statut: erreur ? 422 : dejaParti ? 409 : 200,
    titre: `${erreur ? 'À corriger\u00a0: messages' : 'Messages'} de la demande ${echange.demande.reference}`,
    contenu: (
      <MessagesAgentPage
        titre={deps.catalogue.get(echange.demande.demarche).demarche.titre}
        echange={echange}
        fait={fait ?? venu}
        dejaParti={dejaParti}
        {...(tape ? { tape } : {})}
        {...(note ? { note } : {})}
      />
    ),
  })
}
