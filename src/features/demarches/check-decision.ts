import { isDay } from '../../platform/legal-clock/is-day.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { DecisionOuverture } from './decide-ouverture.ts'

/** Longer than any campaign: a year that was typed wrong. */
const MAX_JOURS = 800
const MAX_MOTIF = 500

/** What is to mend, by field. */
export type ErreursDecision = Partial<Record<'du' | 'au' | 'motif', string>>

export interface DecisionTapee {
  acte: string
  du: string
  au: string
  motif: string
}

/** Reads what an administrator decided. */
export function checkDecision(
  tapee: DecisionTapee,
  now: Date,
): { decision: DecisionOuverture } | { erreurs: ErreursDecision } {
  if (tapee.acte === 'retablir') return { decision: { livree: true } }
  if (tapee.acte === 'fermer') {
    const motif = tapee.motif.replace(/\s+/g, ' ').trim()
    if (motif === '') return { erreurs: { motif: 'Écrivez pourquoi : chacun le lira.' } }
    if (motif.length > MAX_MOTIF)
      return { erreurs: { motif: `Écrivez au plus ${MAX_MOTIF} signes (il y en a ${motif.length}).` } }
    return { decision: { motif } }
  }
  const { du, au } = tapee
  const erreurs: ErreursDecision = {
    ...(isDay(du) ? {} : { du: 'Choisissez le premier jour.' }),
    ...(isDay(au) ? {} : { au: 'Choisissez le dernier jour.' }),
  }
  if (erreurs.du || erreurs.au) return { erreurs }
  if (au < du) return { erreurs: { au: 'Le dernier jour vient avant le premier.' } }
  if (au < parisDay(now))
    return { erreurs: { au: 'Ce jour est passé. Pour fermer maintenant, dites-le plus bas.' } }
  if (daysBetween(parisDay(now), du) > MAX_JOURS)
    return { erreurs: { du: 'C’est dans plus de deux ans : vérifiez l’année.' } }
  if (daysBetween(du, au) > MAX_JOURS)
    return { erreurs: { au: 'Cette campagne dure plus de deux ans : vérifiez les années.' } }
  return { decision: { du, au } }
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000
