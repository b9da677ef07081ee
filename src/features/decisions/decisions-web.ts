import type { FastifyReply } from 'fastify'
import { typedNumero } from '../../platform/http/typed-numbers.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { DecisionsDeps } from './decisions-deps.ts'
import type { DecisionPdfs, PartieImprimee } from './documents/decision-pdf.ts'
import { DecisionIntrouvable } from './refusals.ts'

export interface DecisionsWebDeps extends DecisionsDeps {
  decisionPdfs: DecisionPdfs
  lettresDActes: LettresDActes
}

/** What is told by post of an act that is no decision, as `instruction` writes it. */
export interface LettresDActes {
  /** Those of these letters that this agent may print; each is noted as printed. */
  print(acteur: AgentActor, ids: readonly string[]): Promise<PartieImprimee[]>
}

/** @throws DecisionIntrouvable when it cannot be one */
export function rangOf(typed: string): number {
  const rang = typedNumero(typed)
  if (rang === undefined) throw new DecisionIntrouvable()
  return rang
}

export function sendPdf(reply: FastifyReply, nom: string, pdf: Buffer): FastifyReply {
  reply.header('content-disposition', `attachment; filename="${nom}"`)
  return reply.type('application/pdf').send(pdf)
}
