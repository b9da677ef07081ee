import type { DecisionVue } from '../decisions-de-demande.query.ts'
import { isFavorable } from '../sens-de-decision.ts'

const MOTIF = { correction: 'Quelle erreur corrigez-vous ?', retrait: 'Motifs du retrait' } as const
const PARTIE = { motivation: 'motifs du refus', detail: 'précisions (facultatif)' } as const

/** What a field of the forms that change a decision is called, wherever it is shown. */
export function libelleDeChamp(acte: keyof typeof MOTIF, champ: string, decision: DecisionVue): string {
  if (champ === 'motif') return MOTIF[acte]
  const [quoi, rang] = champ.split('.')
  if (rang === undefined) return isFavorable(decision.sens) ? 'Précisions (facultatif)' : 'Motifs'
  const mots = PARTIE[quoi === 'detail' ? 'detail' : 'motivation']
  const partie = decision.parties[Number(rang)]
  return partie ? `${partie.nom ? `${partie.nom}, ` : ''}${partie.libelle} : ${mots}` : mots
}
