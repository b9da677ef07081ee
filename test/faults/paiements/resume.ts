import type { LivreExporte } from '../../../src/simulateur-payline/index.ts'
import type { Accuses } from './accuses.ts'
import type { Tentative } from './livres.ts'
import type { Vecu } from './personne.ts'

export interface Bilan {
  graine: number
  demandes: number
  morts: number
  attempts: readonly Tentative[]
  livre: LivreExporte
  vecu: Vecu
  /** How often each fault struck. */
  pannes: ReadonlyMap<string, number>
  accuses: Accuses
  recus: number
  secondes: { storm: number; settled: number; judged: number }
}

/** What a run prints of itself. */
export function summaryOf(bilan: Bilan): string {
  const { attempts, livre, vecu, accuses, secondes } = bilan
  const ends = new Map<string, number>()
  for (const { statut } of attempts) ends.set(statut, (ends.get(statut) ?? 0) + 1)
  const { paiementsAcceptes, encaisseCents } = livre.totaux
  const heard = livre.sessions.filter(({ notifiee }) => notifiee).length
  return [
    `seed ${bilan.graine}: ${bilan.demandes} demandes to pay, ${attempts.length} attempts, ${livre.sessions.length} sessions at the provider, ${bilan.morts} kills`,
    `ends: ${told(ends)}`,
    `taken: ${paiementsAcceptes} payments, ${(encaisseCents / 100).toFixed(2)} €, the same in both books; ${attempts.filter((one) => one.en_trop).length} flagged as one too many`,
    `people: ${vecu.appuis} presses of « payer », ${vecu.coupures} cut by a kill, ${vecu.refusPolis} asked to come back, ${vecu.secondesCartes} second cards; ${vecu.retoursPerdus} lost returns beside ${vecu.retours}`,
    `notifications: ${heard} sessions heard by one, others by the return or the job`,
    `faults: ${told(bilan.pannes)}`,
    `acknowledgements: ${accuses.courriels} mails with their PDF, ${accuses.repetes} repeated, ${bilan.recus} receipts`,
    `${secondes.storm.toFixed(0)} s of storm, settled at ${secondes.settled.toFixed(0)} s, judged at ${secondes.judged.toFixed(0)} s`,
    '',
  ].join('\n')
}

const told = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([what, count]) => `${count} ${what}`).join(', ')
