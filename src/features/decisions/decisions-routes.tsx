import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { type Fields, textField } from '../../platform/http/fields.ts'
import { shownNumber } from '../../platform/http/typed-numbers.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import {
  ActeImpossible,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
  isAllowed,
} from '../demandes/index.ts'
import { correctDecision } from './correct-decision.ts'
import { decisionsOfDemande, findDecisionOfAgent } from './decisions-de-demande.query.ts'
import { type DecisionsWebDeps, rangOf, sendPdf } from './decisions-web.ts'
import { DecisionsPage, type FormulaireRendu } from './pages/decisions-page.tsx'
import { DecisionIntrouvable } from './refusals.ts'
import { withdrawDecision } from './withdraw-decision.ts'

const AGENTS = { config: { access: COMPTOIR } } as const
const ENCADREMENT = { config: { access: { agent: ['responsable', 'administrateur'] } } } as const
const ACTES = { retrait: withdrawDecision, correction: correctDecision } as const

/** The decisions of a demande at the counter. */
export function decisionsDAgentRoutes(web: FastifyInstance, deps: DecisionsWebDeps): void {
  web.get('/agents/demandes/:reference/decisions', AGENTS, (request, reply) =>
    showDecisions(deps, request, reply),
  )
  for (const acte of ['retrait', 'correction'] as const)
    web.post(`/agents/demandes/:reference/decisions/${acte}`, ENCADREMENT, (request, reply) =>
      changeDecision(deps, acte, request, reply),
    )
  for (const forme of ['decision', 'lettre'] as const)
    web.get<{ Params: { rang: string } }>(
      `/agents/demandes/:reference/decisions/:rang/${forme}.pdf`,
      AGENTS,
      async (request, reply) => {
        const reference = referenceOf(request)
        const rang = rangOf(request.params.rang)
        const id = await findDecisionOfAgent(deps.db, agentDe(request), reference, rang)
        if (!id) throw new DecisionIntrouvable()
        const { document, lettres } = deps.decisionPdfs
        const pdf = forme === 'decision' ? await document(id, 'original') : await lettres([id])
        return sendPdf(reply, `${forme}-${reference}-${rang}.pdf`, pdf)
      },
    )
}

async function changeDecision(
  deps: DecisionsWebDeps,
  acte: FormulaireRendu['acte'],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const reference = referenceOf(request)
  const lire = (champ: string): string => textField(request.body, `${acte}.${champ}`)
  const rendu = { acte, valeurs: valeursOf(request.body as Fields | undefined, acte) }
  try {
    const revisionVue = shownNumber(request.body, 'revision')
    const erreurs = await ACTES[acte](deps, agentDe(request), { reference, revisionVue, lire })
    if (erreurs.length === 0) return reply.goTo(`/agents/demandes/${reference}/decisions`)
    return await showDecisions(deps, request, reply, { ...rendu, erreurs, modifiee: false })
  } catch (error) {
    if (!(error instanceof DemandeModifieeEntreTemps || error instanceof ActeImpossible)) throw error
    return showDecisions(deps, request, reply, { ...rendu, erreurs: [], modifiee: true })
  }
}

/** What was typed in one of the two forms, without its prefix. */
const valeursOf = (body: Fields | undefined, acte: string): Record<string, string> =>
  Object.fromEntries(
    Object.keys(body ?? {}).flatMap((nom) =>
      nom.startsWith(`${acte}.`) ? [[nom.slice(acte.length + 1), textField(body, nom)] as const] : [],
    ),
  )

async function showDecisions(
  deps: DecisionsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  rendu?: FormulaireRendu,
): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const vue = await decisionsOfDemande(deps.db, acteur, referenceOf(request))
  const prefixe = rendu ? (rendu.modifiee ? 'Non fait : ' : 'À corriger : ') : ''
  return reply.page({
    titre: `${prefixe}Décisions de la demande ${vue.reference}`,
    statut: rendu ? (rendu.modifiee ? 409 : 422) : 200,
    contenu: (
      <DecisionsPage
        vue={vue}
        encadrement={acteur.role !== 'instructeur'}
        ouvert={isAllowed('retirer-decision', vue.statut, 'agent')}
        {...(rendu ? { rendu } : {})}
      />
    ),
  })
}

/** @throws DemandeIntrouvable when it cannot be one: the same page as for one that does not exist */
function referenceOf(request: FastifyRequest): string {
  const reference = parseReference((request.params as { reference: string }).reference)
  if (!reference) throw new DemandeIntrouvable()
  return reference
}
