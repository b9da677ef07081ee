import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { type Fermeture, prolongedDeadline } from '../../platform/legal-clock/prolongation.ts'
import type { Catalogue } from './catalogue.ts'
import { ouvertureDecidee } from './ouverture.query.ts'
import { OuvertureDecideeEntreTemps } from './refusals.ts'

/**
 * Makes what extends each campaign whose last day a closing took away: one more decision, which says for which closing.
 * It finds its work done when it runs again. Throws OuvertureDecideeEntreTemps when an administrator decides at the
 * same moment: the job is tried again.
 */
export function createProlongeCampagnes(catalogue: Catalogue) {
  return async (tx: Tx, fermeture: Fermeture & { numero: number }, le: Date): Promise<number> => {
    let moved = 0
    for (const { demarche } of catalogue.all()) {
      if (fermeture.demarche !== null && fermeture.demarche !== demarche.slug) continue
      const { numero, ouverture } = await ouvertureDecidee(tx, demarche)
      if (!('au' in ouverture)) continue
      const au = prolongedDeadline(ouverture.au, fermeture)
      if (au === undefined) continue
      const decision = { demarche: demarche.slug, numero: numero + 1, du: ouverture.du, au }
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('ouverture_decidee')
        .values({ ...decision, decidee_le: le, fermeture: fermeture.numero })
        .onConflict((conflict) => conflict.columns(['demarche', 'numero']).doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows !== 1n) throw new OuvertureDecideeEntreTemps(demarche.slug)
      await appendJournal(tx, {
        le,
        acteur: { kind: 'systeme' },
        action: 'demarche.campagne-prolongee',
        donnees: { ...decision, avant: ouverture.au, fermeture: fermeture.numero },
      })
      moved += 1
    }
    return moved
  }
}
