import { appealLastDay } from '../../platform/legal-clock/appeal.ts'
import { longDay, parisDay } from '../../platform/legal-clock/paris.ts'
import type { SilenceVue } from './silence.ts'

/**
 * The last day to go to court after a rejection of silence: from its birth (code de justice administrative, R421-2); two
 * months again from the reasons once given (CRPA L232-4).
 * @returns YYYY-MM-DD; undefined while the reasons asked for are owed: the time does not end before them
 */
export function lastDayAfterSilence(neeLe: string, motifs: SilenceVue['motifs'], mois: number) {
  if (!motifs) return appealLastDay(neeLe, mois)
  return motifs.communiquesLe ? appealLastDay(parisDay(motifs.communiquesLe), 2) : undefined
}

/** The same as the person reads it, before the ways to contest. */
export function delaiApresSilence(neeLe: string, motifs: SilenceVue['motifs'], mois: number): string {
  const last = lastDayAfterSilence(neeLe, motifs, mois)
  return last
    ? `Vous pouvez la contester devant le tribunal jusqu’au ${longDay(last)} inclus.`
    : 'Le délai pour la contester est prolongé : il finira deux mois après le jour où vous recevrez les motifs.'
}
