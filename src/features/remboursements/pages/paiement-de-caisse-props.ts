import type { AgentActor } from '../../../platform/session/actor.ts'
import type { PaiementDeCaisse } from '../paiement-de-caisse.query.ts'
import type { ErreursDeRemboursement, RemboursementTape } from '../remboursement-saisie.ts'

export interface PaiementDeCaissePageProps {
  vue: PaiementDeCaisse
  acteur: AgentActor
  titre: string
  /** It waits for somebody, and the provider may be asked again. */
  attend: boolean
  seuilCents: number
  tape: RemboursementTape
  erreurs: ErreursDeRemboursement
}
