import type { Db, Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { type Fermeture, prolongedDeadline } from '../../platform/legal-clock/prolongation.ts'
import type { Catalogue } from './catalogue.ts'
import { ouvertureDecidee } from './ouverture.query.ts'
import { OuvertureDecideeEntreTemps } from './refusals.ts'

/** A campaign whose last day a closing took away, and the day to which it moves; days are YYYY-MM-DD. */
interface Touchee {
  demarche: string
  /** Number of the decision in force, 0 for none. */
  numero: number
  du: string
  avant: string
  au: string
}

async function touchees(db: Db | Tx, catalogue: Catalogue, fermeture: Fermeture): Promise<Touchee[]> {
  const found: Touchee[] = []
  for (const { demarche } of catalogue.all()) {
    if (fermeture.demarche !== null && fermeture.demarche !== demarche.slug) continue
    const { numero, ouverture } = await ouvertureDecidee(db, demarche)
    const au = 'au' in ouverture ? prolongedDeadline(ouverture.au, fermeture) : undefined
    if ('au' in ouverture && au !== undefined)
      found.push({ demarche: demarche.slug, numero, du: ouverture.du, avant: ouverture.au, au })
  }
  return found
}

/**
 * Extends the campaigns of a catalogue: one more decision, which says for which closing. It finds its work done when it
 * runs again. Throws OuvertureDecideeEntreTemps when an administrator decides at the same moment: the job is tried
 * again.
 */
export function createProlongeCampagnes(catalogue: Catalogue) {
  return {
    compte: async (db: Db, fermeture: Fermeture): Promise<number> =>
      (await touchees(db, catalogue, fermeture)).length,
    prolonge: async (tx: Tx, fermeture: Fermeture & { numero: number }, le: Date): Promise<number> => {
      const found = await touchees(tx, catalogue, fermeture)
      for (const { demarche, numero, du, avant, au } of found) {
        const decision = { demarche, numero: numero + 1, du, au }
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('ouverture_decidee')
          .values({ ...decision, decidee_le: le, fermeture: fermeture.numero })
          .onConflict((conflict) => conflict.columns(['demarche', 'numero']).doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows !== 1n) throw new OuvertureDecideeEntreTemps(demarche)
        await appendJournal(tx, {
          le,
          acteur: { kind: 'systeme' },
          action: 'demarche.campagne-prolongee',
          donnees: { ...decision, avant, fermeture: fermeture.numero },
        })
      }
      return found.length
    },
  }
}
