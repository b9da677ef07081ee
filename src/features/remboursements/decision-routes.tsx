import type { FastifyInstance, FastifyReply } from 'fastify'
import { CAISSE } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import {
  choixDe,
  DECISIONS_DE_PAIEMENT,
  decidePaiement,
  keepInsteadOfCheque,
  PrestataireInjoignable,
  relisPaiement,
  settlePaiement,
  statutsDePaiement,
} from '../paiements/index.ts'
import { DecisionPage } from './pages/decision-page.tsx'
import { paiementDeCaisse } from './paiement-de-caisse.query.ts'
import { PrestataireMuet } from './refusals.ts'
import { parseMotif } from './remboursement-saisie.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'
import { idOf } from './show-paiement.tsx'

const LIT = { config: { access: CAISSE } } as const
const DECIDE = { config: { access: CAISSE, recente: true } } as const

interface Tape {
  decision: string
  motif: string
}

/** A payment that waits for a human: read again, shown, decided. */
export function decisionRoutes(web: FastifyInstance, deps: RemboursementsDeps): void {
  web.post('/agents/caisse/paiements/:id/relecture', LIT, async (request, reply) => {
    const id = idOf(request)
    await paiementDeCaisse(deps.db, agentDe(request), id)
    const statut = await orMute(id, settlePaiement(deps, id))
    const ended = statut !== undefined && statutsDePaiement[statut].final
    return reply.goTo(`/agents/caisse/paiements/${id}${ended ? '' : '/decision'}`)
  })
  web.post('/agents/caisse/paiements/:id/garde', DECIDE, async (request, reply) => {
    const id = idOf(request)
    await keepInsteadOfCheque(deps, agentDe(request), id)
    return reply.goTo(`/agents/caisse/paiements/${id}`)
  })
  web.get('/agents/caisse/paiements/:id/decision', LIT, (request, reply) =>
    showDecision(deps, agentDe(request), idOf(request), reply, { decision: '', motif: '' }, {}),
  )
  web.post('/agents/caisse/paiements/:id/decision', DECIDE, async (request, reply) => {
    const [acteur, id] = [agentDe(request), idOf(request)]
    const tape = { decision: textField(request.body, 'decision'), motif: textField(request.body, 'motif') }
    const decision = DECISIONS_DE_PAIEMENT.find((one) => one === tape.decision)
    const motif = parseMotif(tape.motif)
    if (!decision || !motif.ok)
      return showDecision(deps, acteur, id, reply, tape, {
        ...(decision ? {} : { decision: 'Choisissez une décision.' }),
        ...(motif.ok ? {} : motif.erreurs),
      })
    await orMute(id, decidePaiement(deps, acteur, id, { decision, motif: motif.valeur }))
    return reply.goTo(`/agents/caisse/paiements/${id}`)
  })
}

async function showDecision(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
  reply: FastifyReply,
  tape: Tape,
  erreurs: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const relu = await orMute(id, relisPaiement(deps, acteur, id))
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : 200,
    titre: `${faux ? 'À corriger\u00a0: ' : ''}Vérifier le paiement ${relu.commande}`,
    contenu: <DecisionPage id={id} relu={relu} choix={choixDe(relu.lecture)} tape={tape} erreurs={erreurs} />,
  })
}

/** @throws PrestataireMuet when the provider does not answer */
const orMute = <T,>(id: string, asked: Promise<T>): Promise<T> =>
  asked.catch((error: unknown) => {
    if (error instanceof PrestataireInjoignable) throw new PrestataireMuet(id, { cause: error })
    throw error
  })
