import { dateEnMots } from '../../formulaire/dates.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { SEUILS, type Statut } from '../demandes/index.ts'
import { STATUTS_OUVERTS } from './filtres.ts'

/** The implicit decision is near when no more days than these are left. */
export const PROCHE_JOURS = SEUILS.silence.ambre
/** It presses when no more than these are. */
export const ROUGE_JOURS = SEUILS.silence.rouge

export interface Urgence {
  ton?: 'attention' | 'danger'
  /** Says all by itself: the colour only helps. */
  texte: string
}

interface Dates {
  statut: Statut
  /** YYYY-MM-DD; null while the clock is stopped, or where silence decides nothing. */
  decisionImpliciteLe: string | null
  /** Deadline of the complement that is waited for, YYYY-MM-DD. */
  complementAvant: string | null
}

/** The next legal date of a demande, and how much it presses. @param today day in Paris, YYYY-MM-DD */
export function urgenceDe(
  { statut, decisionImpliciteLe: le, complementAvant }: Dates,
  today: string,
): Urgence {
  if (!STATUTS_OUVERTS.includes(statut)) return { texte: '–' }
  if (complementAvant && complementAvant < today)
    return { ton: 'attention', texte: `Complément attendu depuis le ${dateEnMots(complementAvant)}` }
  if (complementAvant) return { texte: `Complément avant le ${dateEnMots(complementAvant)}` }
  if (!le) return { texte: 'Délai arrêté' }
  if (le <= today) return { ton: 'danger', texte: `Dépassée le ${dateEnMots(le)}` }
  const left = Math.round((Date.parse(le) - Date.parse(today)) / 86_400_000)
  const reste = left === 1 ? 'demain' : `${left} jours`
  if (le <= addDays(today, ROUGE_JOURS))
    return { ton: 'danger', texte: `Urgent : ${dateEnMots(le)} (${reste})` }
  if (le <= addDays(today, PROCHE_JOURS)) return { ton: 'attention', texte: `${dateEnMots(le)} (${reste})` }
  return { texte: dateEnMots(le) }
}
