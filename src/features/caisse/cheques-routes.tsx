import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CAISSE } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { type ChequeTape, checkDue, checkReference, type ErreursDeCheque } from './check-cheque.ts'
import { chequesRecus, getCheque } from './cheques.query.ts'
import { findDue } from './due.query.ts'
import { ChequesPage } from './pages/cheques-page.tsx'
import { ImpayePage } from './pages/impaye-page.tsx'
import { NouveauChequePage } from './pages/nouveau-cheque-page.tsx'
import { recordCheque } from './record-cheque.ts'
import { recordImpaye } from './record-impaye.ts'

const TIENT = { config: { access: CAISSE } } as const
const ADRESSE = '/agents/caisse/cheques'

interface Un {
  Params: { id: string }
}

/** Cheques: received, and not paid by the bank. */
export function chequesRoutes(web: FastifyInstance, deps: CaisseDeps): void {
  web.get(ADRESSE, TIENT, (request, reply) => answerListe(deps, request, reply, { reference: '' }))
  web.get(`${ADRESSE}/nouveau`, TIENT, (request, reply) => {
    const reference = typed(request.query, 'reference', 40)
    // Nobody is scolded before having written.
    if (!('reference' in (request.query as object))) return answerListe(deps, request, reply, { reference })
    const recuLe = parisDay(deps.clock.now())
    const tape = { reference, montant: '', numero: '', banque: '', recuLe, malgreLaCarte: '' }
    return answerCheque(deps, request, reply, tape, {})
  })
  web.post(ADRESSE, TIENT, async (request, reply) => {
    const tape = tapeIn(request.body)
    const noted = await recordCheque(deps, agentDe(request), tape)
    if ('erreurs' in noted) return answerCheque(deps, request, reply, tape, noted.erreurs)
    return reply.goTo(`${ADRESSE}?note=${noted.paiementId}`)
  })
  web.get<Un>(`${ADRESSE}/:id/impaye`, TIENT, async (request, reply) => {
    const cheque = await getCheque(deps.db, agentDe(request), request.params.id)
    return reply.page({
      titre: 'Noter un chèque impayé',
      contenu: <ImpayePage cheque={cheque} motif="" erreur={undefined} />,
    })
  })
  // Money goes out: the password of the last five minutes is wanted.
  web.post<Un>(
    `${ADRESSE}/:id/impaye`,
    { config: { access: CAISSE, recente: true } },
    async (request, reply) => {
      const acteur = agentDe(request)
      const { id } = request.params
      const motif = typed(request.body, 'motif', 2_000)
      const wrong = await recordImpaye(deps, acteur, { id, motif })
      if (!wrong) return reply.goTo(ADRESSE)
      const cheque = await getCheque(deps.db, acteur, id)
      return reply.page({
        statut: 422,
        titre: 'Erreur : noter un chèque impayé',
        contenu: <ImpayePage cheque={cheque} motif={motif} erreur={wrong.erreur} />,
      })
    },
  )
}

const typed = (from: unknown, nom: string, max: number): string =>
  textField(from, nom).replaceAll('\0', '').slice(0, max)

const tapeIn = (body: unknown): ChequeTape => ({
  reference: typed(body, 'reference', 40),
  montant: typed(body, 'montant', 20),
  numero: typed(body, 'numero', 40),
  banque: typed(body, 'banque', 200),
  recuLe: typed(body, 'recuLe', 20),
  malgreLaCarte: typed(body, 'malgreLaCarte', 5),
})

async function answerListe(
  deps: CaisseDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { reference, erreur }: { reference: string; erreur?: string },
): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const vus = await chequesRecus(deps.db, acteur, textField(request.query, 'avant') || undefined)
  const note = textField(request.query, 'note')
  return reply.page({
    statut: erreur ? 422 : 200,
    titre: erreur ? 'Erreur : chèques' : 'Chèques',
    contenu: (
      <ChequesPage
        {...vus}
        {...{ reference, erreur, role: acteur.role, titreDe: deps.titreDe }}
        note={vus.cheques.find(({ id }) => id === note)}
      />
    ),
  })
}

/** The form of a cheque, or the list again when its reference leads nowhere. */
async function answerCheque(
  deps: CaisseDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  tape: ChequeTape,
  erreurs: ErreursDeCheque,
): Promise<FastifyReply> {
  const read = checkReference(tape.reference)
  const due = 'reference' in read ? await findDue(deps.db, agentDe(request), read.reference) : undefined
  const erreur = erreurs.reference ?? ('erreur' in read ? read.erreur : checkDue(due))
  if (!due || erreur)
    return answerListe(deps, request, reply, { reference: tape.reference, ...(erreur ? { erreur } : {}) })
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : 200,
    titre: `${faux ? 'Erreur : c' : 'C'}hèque pour la demande ${due.reference}`,
    contenu: <NouveauChequePage {...{ due, tape, erreurs, titreDe: deps.titreDe }} />,
  })
}
