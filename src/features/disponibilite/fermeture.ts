import { longDate, longMoment, parisDay, parisTime } from '../../platform/legal-clock/paris.ts'
import type { Fermeture } from '../../platform/legal-clock/prolongation.ts'

/** A maintenance that administrators planned. */
export interface Maintenance extends Fermeture {
  numero: number
  motif: string
}

export type EtatFermeture = 'prevue' | 'en-cours' | 'passee' | 'annulee'

/** Where a closing stands at a moment; its end is excluded. */
export function etatFermeture(
  fermeture: Pick<Fermeture, 'debut' | 'fin'> & { annuleeLe?: Date | null },
  now: Date,
): EtatFermeture {
  if (fermeture.annuleeLe) return 'annulee'
  if (now < fermeture.debut) return 'prevue'
  return now < fermeture.fin ? 'en-cours' : 'passee'
}

/** « le jeudi 26 novembre 2026, de 20 h 00 à 22 h 00 », « du jeudi … à 20 h 00 au vendredi … à 02 h 00 » */
export function quandEnMots({ debut, fin }: Pick<Fermeture, 'debut' | 'fin'>): string {
  return parisDay(debut) === parisDay(fin)
    ? `le ${longDate(debut)}, de ${parisTime(debut)} à ${parisTime(fin)}`
    : `du ${longMoment(debut)} au ${longMoment(fin)}`
}

/** « 2 h 05 », « 40 minutes », « 1 minute ». */
export function dureeEnMots(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 60) return `${minutes} minute${minutes > 1 ? 's' : ''}`
  const rest = minutes % 60
  return rest === 0
    ? `${minutes / 60} heure${minutes >= 120 ? 's' : ''}`
    : `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}`
}
