import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { conflitDe } from './conflit.ts'
import { attendUnHumain, choixDe, type DecisionDePaiement } from './decision-de-paiement.ts'
import { lockPaiement, type PaiementRow, placeOf } from './lock-paiement.ts'
import { noteSurplusOf } from './note-surplus.ts'
import { nextStatut, type StatutDePaiement, statutsDePaiement } from './paiement.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import type { Lecture } from './prestataire.ts'
import { DecisionFermee, PaiementDejaRegle, PaiementIntrouvable } from './refusals.ts'
import { noteLecture } from './settle-paiement.ts'
import { tellPaiement } from './tell-paiement.ts'

/** An attempt that waits for a human, and what the provider says of it at this moment. */
export interface PaiementRelu {
  commande: string
  montantCents: number
  statut: StatutDePaiement
  lecture: Lecture
  /** What differs from what was ordered. */
  conflit: string | null
  /** The state that this answer gives by itself: nobody has to decide then. */
  seRegle: StatutDePaiement | undefined
}

/**
 * Asks the provider again about an attempt that waits for a human, and changes nothing.
 * @throws PaiementIntrouvable | PaiementDejaRegle | PrestataireInjoignable
 */
export async function relisPaiement(
  deps: PaiementsDeps,
  acteur: AgentActor,
  id: string,
): Promise<PaiementRelu> {
  const row = await deps.db.selectFrom('paiement').selectAll().where('id', '=', id).executeTakeFirst()
  const jeton = assertWaits(row, acteur, deps.clock.now()).jeton
  if (jeton === null || !deps.prestataire) throw new PaiementIntrouvable()
  const lecture = await deps.prestataire.read(jeton)
  const { commande, montant_cents: montantCents } = row as PaiementRow
  return { ...{ commande, montantCents, lecture }, ...answerOf(row as PaiementRow, lecture) }
}

/**
 * A human decides of a payment that waits for one, after the provider was read again: it is kept at the amount that was
 * really taken, or given back, or nothing was taken. An answer that settles it by itself is written instead.
 * @returns the state
 * @throws PaiementIntrouvable | PaiementDejaRegle | DecisionFermee | PrestataireInjoignable
 */
export async function decidePaiement(
  deps: PaiementsDeps,
  acteur: AgentActor,
  id: string,
  { decision, motif }: { decision: DecisionDePaiement; motif: string },
): Promise<StatutDePaiement> {
  const { lecture } = await relisPaiement(deps, acteur, id)
  return inTransaction(deps.db, async (tx) => {
    const row = assertWaits(await lockPaiement(tx, id), acteur, deps.clock.now())
    if (answerOf(row, lecture).seRegle) return noteLecture(tx, deps, id, lecture)
    const choix = choixDe(lecture)
    if (!('ouvertes' in choix) || !choix.ouvertes.includes(decision)) throw new DecisionFermee(id)
    return keepDecision(tx, deps, acteur, row, { decision, motif, lecture })
  })
}

function assertWaits(row: PaiementRow | undefined, acteur: AgentActor, now: Date): PaiementRow {
  if (!row || !acteur.demarches.includes(row.demarche)) throw new PaiementIntrouvable()
  const statut = row.statut as StatutDePaiement
  if (!attendUnHumain({ statut, creeLe: row.cree_le }, now)) throw new PaiementDejaRegle(row.id)
  return row
}

function answerOf(row: PaiementRow, lecture: Lecture): Pick<PaiementRelu, 'statut' | 'conflit' | 'seRegle'> {
  const statut = row.statut as StatutDePaiement
  const conflit = conflitDe({ commande: row.commande, montantCents: row.montant_cents }, lecture)
  const next = nextStatut(statut, lecture.etat, conflit === null)
  return { statut, conflit, seRegle: statutsDePaiement[next].final ? next : undefined }
}

async function keepDecision(
  tx: Tx,
  deps: PaiementsDeps,
  acteur: AgentActor,
  row: PaiementRow,
  { decision, motif, lecture }: { decision: DecisionDePaiement; motif: string; lecture: Lecture },
): Promise<StatutDePaiement> {
  const le = deps.clock.now()
  const statut = decision === 'rien_pris' ? 'erreur' : 'accepte'
  const place = decision === 'garder' ? await placeOf(tx, row) : { enTrop: false, complement: false }
  const enTrop = decision === 'a_rendre' || place.enTrop
  const conflit = conflitDe({ commande: row.commande, montantCents: row.montant_cents }, lecture)
  const kept = await tx
    .updateTable('paiement')
    .set({
      ...{ statut, code: lecture.code, message: lecture.message },
      ...{ lu_le: le, conclu_le: le, en_trop: enTrop, complement: place.complement },
      ...{ decision, decide_par: acteur.agentId, motif_de_decision: motif },
      ...(conflit ? { conflit } : {}),
      ...(statut === 'accepte'
        ? {
            // Our book says what was taken, to the cent, whatever was ordered.
            montant_cents: lecture.montantCents ?? row.montant_cents,
            ...{ transaction_id: lecture.transactionId, autorisation: lecture.autorisation },
          }
        : {}),
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await appendJournal(tx, {
    ...{ le, acteur, action: `paiement.decide-${decision.replace('_', '-')}`, objetId: row.id },
    ...(row.demande_id ? { demandeId: row.demande_id } : {}),
    donnees: { commandeCents: row.montant_cents, prisCents: kept.montant_cents, code: lecture.code },
  })
  await noteSurplusOf(tx, kept, le)
  await tellPaiement(tx, deps, { ...kept, statut, enTrop, le, avant: 'a_verifier' })
  return statut
}
