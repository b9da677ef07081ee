import type { Tx } from '../db/database.ts'
import type { Actor } from '../session/actor.ts'

export type JournalActor = Actor | { kind: 'systeme' }

export interface JournalEntry {
  le: Date
  acteur: JournalActor
  /** « objet.fait », e.g. `demande.deposee`. */
  action: string
  demandeId?: string
  objetId?: string
  /** No personal data: ids, states, dates. */
  donnees?: Readonly<Record<string, unknown>>
}

/** Writes one line in the transaction of the act that it tells of. */
export async function appendJournal(tx: Tx, entry: JournalEntry): Promise<void> {
  const { acteur } = entry
  await tx
    .insertInto('journal')
    .values({
      le: entry.le,
      acteur: acteur.kind,
      acteur_id: acteur.kind === 'usager' ? acteur.usagerId : acteur.kind === 'agent' ? acteur.agentId : null,
      action: entry.action,
      demande_id: entry.demandeId ?? null,
      objet_id: entry.objetId ?? null,
      donnees: JSON.stringify(entry.donnees ?? {}),
    })
    .execute()
}
