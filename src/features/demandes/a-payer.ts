import type { Demarche } from '../../formulaire/demarche.ts'
import { eurosEnMots } from '../../formulaire/nombres.ts'
import { commentPayer, type Du, jusquAQuand, nomDeLigne, titreDuPaiement } from '../paiements/index.ts'

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
  /** Whether one may pay on line: not where there is no provider, nor on paper, where there is no space to pay from. */
  enLigne: boolean
}): APayer | undefined {
  const { demarche, reference, du, le } = accuse
  const { paiement } = demarche
  if (!du || !paiement) return undefined
  const maintenant = paiement.moment === 'depot'
  return {
    titre: titreDuPaiement(paiement, du),
    lignes: du.lignes.map((ligne) => `${nomDeLigne(ligne)} : ${eurosEnMots(ligne.montantCents)}.`),
    phrases: [
      jusquAQuand(paiement, le),
      ...(maintenant ? commentPayer(paiement, demarche, reference, accuse.enLigne) : []),
    ],
    maintenant,
  }
}
