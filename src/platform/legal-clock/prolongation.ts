import { nextWorkingDay } from './jours-ouvres.ts'
import { parisDay, startOfParisDay } from './paris.ts'

/** A time during which nothing could be filed; `fin` is excluded. */
export interface Fermeture {
  debut: Date
  fin: Date
  /** The démarche that was closed; null for the whole portal. */
  demarche: string | null
}

/** Shorter than this on the last day, and over before its end: whoever was stopped could still act. */
const GENE_MS = 30 * 60_000

/**
 * The day to which a deadline moves because of a closing: the first working day after it ended, when it covered the
 * last moment of the deadline or half an hour of its last day. No article says it for téléservices; it is the rule of
 * procedure when the electronic way fails on the last day (Code de procédure civile, 748-7).
 * @param echeance the last day, YYYY-MM-DD, which counts whole in Paris (CRPA L112-13)
 * @returns YYYY-MM-DD; undefined when the deadline stays
 */
export function prolongedDeadline(
  echeance: string,
  { debut, fin }: Pick<Fermeture, 'debut' | 'fin'>,
): string | undefined {
  const last = parisDay(new Date(fin.getTime() - 1))
  if (echeance < parisDay(debut) || echeance > last) return undefined
  const midnight = startOfParisDay(echeance, 1).getTime()
  const closed =
    Math.min(fin.getTime(), midnight) - Math.max(debut.getTime(), startOfParisDay(echeance).getTime())
  if (fin.getTime() < midnight && closed < GENE_MS) return undefined
  return nextWorkingDay(last)
}
