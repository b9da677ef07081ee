import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { type Fermeture, prolongedDeadline } from '../../platform/legal-clock/prolongation.ts'
import { notifie } from '../notifications/index.ts'
import { STATUTS, statuts } from './demande.ts'
import type { TellDemandeurPapier } from './nouvelle-sur-papier.ts'

const OUVERTS = STATUTS.filter((statut) => !statuts[statut].final)

/** The complements that wait, with a deadline near a closing; once a decision is taken, no day is the last any more. */
const attendus = (db: Db | Tx, { debut, fin, demarche }: Fermeture) =>
  db
    .selectFrom('demande')
    .innerJoin('complement', 'complement.demande_id', 'demande.id')
    .select(['complement.id', 'complement.echeance', 'complement.effet'])
    .select(['demande.usager_id as usagerId', 'demande.id as demandeId', 'demande.statut'])
    .select(['demande.decision_implicite_le as implicite', 'demande.reference'])
    .where('complement.clos_le', 'is', null)
    .where('demande.statut', 'in', OUVERTS)
    .where('complement.echeance', '>=', parisDay(debut))
    .where('complement.echeance', '<=', parisDay(fin))
    .$if(demarche !== null, (query) => query.where('demande.demarche', '=', demarche ?? ''))
    .orderBy('demande.id')

async function compte(db: Db, fermeture: Fermeture): Promise<number> {
  const rows = await attendus(db, fermeture).execute()
  return rows.filter(({ echeance }) => prolongedDeadline(echeance, fermeture) !== undefined).length
}

/** Gives more time to whoever had a complement to send on a day that a closing took away. */
async function prolonge(
  tell: TellDemandeurPapier,
  tx: Tx,
  fermeture: Fermeture & { numero: number },
  le: Date,
): Promise<number> {
  // The demande first, as whoever answers locks it; both, so that what was answered meanwhile is left alone.
  const rows = await attendus(tx, fermeture)
    .modifyEnd(sql`for no key update of demande, complement`)
    .execute()
  let moved = 0
  for (const { id, reference, usagerId, echeance, effet, demandeId, implicite, statut } of rows) {
    const prolongee = prolongedDeadline(echeance, fermeture)
    if (prolongee === undefined) continue
    await tx.updateTable('complement').set({ echeance: prolongee }).where('id', '=', id).execute()
    // The clock had started again the day after the former deadline: it waits for the new one (restart-clocks.ts).
    // Not when all that blocks has come, nor once silence has decided.
    const horlogeArretee =
      effet === 'suspend' && statut === 'a_completer' && implicite !== null && implicite > parisDay(le)
    if (horlogeArretee)
      await tx
        .updateTable('demande')
        .set({ decision_implicite_le: null })
        .where('id', '=', demandeId)
        .execute()
    await appendJournal(tx, {
      le,
      acteur: { kind: 'systeme' },
      action: 'demande.delai-prolonge',
      demandeId,
      objetId: id,
      donnees: { avant: echeance, echeance: prolongee, fermeture: fermeture.numero, horlogeArretee },
    })
    await notifie(tx, {
      genre: 'complement.prolonge',
      donnees: { echeance: prolongee },
      ...{ usagerId, demandeId, objetId: id, le },
    })
    if (usagerId === null)
      await tell(tx, demandeId, le, {
        modele: 'complement-prolonge',
        sujet: `Plus de temps pour compléter votre demande ${reference}`,
      })
    moved += 1
  }
  return moved
}

/** The deadlines of complements, for closings. Finds its work done when it runs again. */
export const createDelaiDesComplements = (tell: TellDemandeurPapier) => ({
  compte,
  prolonge: (tx: Tx, fermeture: Fermeture & { numero: number }, le: Date) =>
    prolonge(tell, tx, fermeture, le),
})
