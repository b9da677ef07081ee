import type { Demarche } from '../../formulaire/demarche.ts'
import { eurosEnMots } from '../../formulaire/nombres.ts'
import { type Du, EN_LIGNE, jusquAQuand, nomDeLigne, parCheque, titreDuPaiement } from '../paiements/index.ts'

interface APayer {
  /** « À payer : 22,00 € » */
  titre: string
  /** Line by line, with names: never in a mail. */
  lignes: string[]
  /** Until when, and how. */
  phrases: string[]
  /** Paid now, not after the decision. */
  maintenant: boolean
}

/** What the acknowledgement says of what is due; undefined when nothing is. */
export function aPayer(accuse: {
  demarche: Demarche
  reference: string
  du: Du | null
  /** From when the time to pay counts. */
  le: Date
  /** On paper there is no space to pay from. */
  surPapier?: boolean
}): APayer | undefined {
  const { demarche, reference, du, le } = accuse
  const { paiement } = demarche
  if (!du || !paiement) return undefined
  const maintenant = paiement.moment === 'depot'
  const comment = [...(accuse.surPapier ? [] : [EN_LIGNE]), parCheque(paiement, demarche, reference)]
  return {
    titre: titreDuPaiement(paiement, du),
    lignes: du.lignes.map((ligne) => `${nomDeLigne(ligne)} : ${eurosEnMots(ligne.montantCents)}.`),
    phrases: [jusquAQuand(paiement, le), ...(maintenant ? comment : [])],
    maintenant,
  }
}
