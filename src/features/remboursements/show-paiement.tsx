import type { FastifyReply, FastifyRequest } from 'fastify'
import { isUuid } from '../../platform/http/is-uuid.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { attendUnHumain, PaiementIntrouvable } from '../paiements/index.ts'
import { PaiementDeCaissePage } from './pages/paiement-de-caisse-page.tsx'
import { paiementDeCaisse } from './paiement-de-caisse.query.ts'
import { resteARendre, seuilDeValidation } from './remboursement.ts'
import {
  type ErreursDeRemboursement,
  montantPropose,
  type RemboursementTape,
} from './remboursement-saisie.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

/** A second payment needs no other reason; whoever sends it may write another. */
const MOTIF_EN_TROP = 'Cette demande avait déjà été payée. Nous vous rendons ce second paiement, en entier.'

/** The id of an address. @throws PaiementIntrouvable when it cannot be one */
export function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isUuid(id)) throw new PaiementIntrouvable()
  return id
}

/** The page of one payment, or the same with what was typed and what is to mend. */
export async function showPaiement(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
  reply: FastifyReply,
  rendue?: { tape: RemboursementTape; erreurs: ErreursDeRemboursement },
): Promise<FastifyReply> {
  const vue = await paiementDeCaisse(deps.db, acteur, id)
  const propose = vue.aRendreCents || resteARendre(vue.montantCents, vue.rendus)
  return reply.page({
    statut: rendue ? 422 : 200,
    titre: `${rendue ? 'À corriger\u00a0: ' : ''}Paiement ${vue.commande}`,
    contenu: (
      <PaiementDeCaissePage
        vue={vue}
        acteur={acteur}
        titre={deps.titreDe(vue.demarche)}
        attend={attendUnHumain(vue, deps.clock.now())}
        seuilCents={seuilDeValidation(deps.collectivite)}
        tape={
          rendue?.tape ?? {
            montant: montantPropose(propose),
            motif: vue.enTrop && !vue.decision ? MOTIF_EN_TROP : '',
          }
        }
        erreurs={rendue?.erreurs ?? {}}
      />
    ),
  })
}
