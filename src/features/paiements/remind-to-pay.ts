import type { Demarche } from '../../formulaire/demarche.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { notifie } from '../notifications/index.ts'
import { rappelDePaiement } from './courriels/rappel-de-paiement.ts'
import { gardesDe } from './gardes.query.ts'
import { type StatutDePaiement, statutsDePaiement } from './paiement.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import { type Echeance, type GenreDeRappel, nextRappel, planJobOn, planRappel } from './plan-rappel.ts'
import { detenuCents, resteAPayer } from './reste-a-payer.ts'

export interface RappelDeps extends PaiementsDeps {
  catalogue: { find(slug: string): { demarche: Demarche } | undefined }
}

/**
 * Reminds of what is still to be paid, once some days before the last day and once the day after it. Paid, no more due,
 * told already or put off: nothing is said. A payment under way is waited for.
 */
export async function remindToPay(deps: RappelDeps, demandeId: string): Promise<void> {
  const le = deps.clock.now()
  const today = parisDay(le)
  await inTransaction(deps.db, async (tx) => {
    const due = await lockEcheance(tx, demandeId)
    if (!due) return
    const gardes = await gardesDe(tx, demandeId)
    const montantCents = resteAPayer(gardes, { duCents: due.montantCents, exigibleLe: due.exigibleLe })
    if (montantCents === 0) return
    const attempts = await tx
      .selectFrom('paiement')
      .select('statut')
      .where('demande_id', '=', demandeId)
      .execute()
    if (attempts.some(({ statut }) => !statutsDePaiement[statut as StatutDePaiement].final))
      return planJobOn(tx, demandeId, addDays(today, 1))
    const next = nextRappel(due, today)
    if (!next || next.jour > today) return planRappel(tx, demandeId, due, today)
    await tx
      .updateTable('montant_du')
      .set(next.genre === 'rappel' ? { rappele_le: le } : { relance_le: le })
      .where('demande_id', '=', demandeId)
      .execute()
    const enLigne = deps.prestataire !== undefined && detenuCents(gardes) === 0
    await tell(tx, deps, { ...due, montantCents, enLigne }, next.genre, le)
    const told = next.genre === 'rappel' ? { ...due, rappeleLe: le } : { ...due, relanceLe: le }
    return planRappel(tx, demandeId, told, today)
  })
}

interface DuARappeler extends Echeance {
  demandeId: string
  reference: string
  demarche: string
  usagerId: string
  montantCents: number
}

/** What may be paid now, its row locked: an attempt or a decision comes before or after, never beside. */
async function lockEcheance(tx: Tx, demandeId: string): Promise<DuARappeler | undefined> {
  const row = await tx
    .selectFrom('montant_du')
    .innerJoin('demande', 'demande.id', 'montant_du.demande_id')
    .select(['demande.reference', 'demande.demarche', 'demande.usager_id as usagerId'])
    .select(['montant_du.montant_cents as montantCents', 'montant_du.exigible_le as exigibleLe'])
    .select(['montant_du.a_payer_avant as aPayerAvant', 'montant_du.rappele_le as rappeleLe'])
    .select('montant_du.relance_le as relanceLe')
    .where('montant_du.demande_id', '=', demandeId)
    .forUpdate('montant_du')
    .executeTakeFirst()
  // Whoever filed on paper has the date in their letter: the service follows it.
  if (!row?.exigibleLe || row.aPayerAvant === null || row.usagerId === null) return undefined
  return {
    ...row,
    demandeId,
    usagerId: row.usagerId,
    exigibleLe: row.exigibleLe,
    aPayerAvant: row.aPayerAvant,
  }
}

async function tell(
  tx: Tx,
  deps: RappelDeps,
  due: DuARappeler & { enLigne: boolean },
  genre: GenreDeRappel,
  le: Date,
): Promise<void> {
  const { demandeId, reference, usagerId, montantCents, aPayerAvant: echeance, enLigne } = due
  const demarche = deps.catalogue.find(due.demarche)?.demarche
  await appendJournal(tx, { le, acteur: { kind: 'systeme' }, action: `paiement.${genre}`, demandeId })
  await notifie(tx, {
    genre: genre === 'rappel' ? 'paiement.rappel' : 'paiement.en-retard',
    ...{ usagerId, demandeId, le },
    donnees: { echeance, montantCents },
    // A démarche that left the configuration has no more address to send a cheque to: the feed tells it alone.
    courriel: demarche
      ? rappelDePaiement(deps, {
          ...{ reference, demarche, montantCents, echeance, genre, enLigne },
        })
      : null,
  })
}
