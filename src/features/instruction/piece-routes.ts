import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { DemandeIntrouvable } from '../demandes/index.ts'
import type { InstructionDeps } from './acte-d-agent.ts'
import { giveMotifs } from './give-motifs.ts'
import { judgePiece, parseVerdict } from './judge-piece.ts'
import type { AutreRendue } from './pages/juger-piece.tsx'

const AGENTS = { config: { access: COMPTOIR } } as const

/** Shows the demande again with the form that could not be sent. */
type ShowAgain = (
  request: FastifyRequest,
  reply: FastifyReply,
  reference: string,
  rendue: AutreRendue,
) => Promise<FastifyReply>

/** What an agent does beside the acts: a verdict on each document, the reasons of a silence. */
export function pieceRoutes(web: FastifyInstance, deps: InstructionDeps, showAgain: ShowAgain): void {
  web.post<{ Params: { reference: string; piece: string } }>(
    '/agents/demandes/:reference/pieces/:piece/verdict',
    AGENTS,
    async (request, reply) => {
      const reference = referenceOf(request.params.reference)
      const pieceId = request.params.piece
      const valeurs = {
        verdict: textField(request.body, 'verdict'),
        motif: textField(request.body, 'motif'),
        precisions: textField(request.body, 'precisions'),
      }
      const lu = parseVerdict(valeurs)
      if (!lu.ok) {
        const [erreur] = lu.erreurs
        const rendue = { cible: `piece:${pieceId}`, champ: '', message: '', valeurs, ...erreur }
        return showAgain(request, reply, reference, rendue)
      }
      const verdictVu = textField(request.body, 'vu')
      await judgePiece(deps, agentDe(request), { reference, pieceId, verdictVu }, lu.valeur)
      return reply.goTo(`/agents/demandes/${reference}`)
    },
  )
  web.post<{ Params: { reference: string } }>(
    '/agents/demandes/:reference/motifs',
    AGENTS,
    async (request, reply) => {
      const reference = referenceOf(request.params.reference)
      const motifs = textField(request.body, 'motifs')
      const [erreur] = await giveMotifs(deps, agentDe(request), reference, motifs)
      if (!erreur) return reply.goTo(`/agents/demandes/${reference}`)
      return showAgain(request, reply, reference, { cible: 'motifs', ...erreur, valeurs: { motifs } })
    },
  )
}

function referenceOf(text: string): string {
  const reference = parseReference(text)
  if (!reference) throw new DemandeIntrouvable()
  return reference
}
