import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import {
  type DecisionDePaiement,
  type LigneGelee,
  PaiementIntrouvable,
  readLignes,
  type StatutDePaiement,
} from '../paiements/index.ts'
import type { OperationDeRemboursement, StatutDeRemboursement } from './remboursement.ts'

export interface RemboursementVu {
  id: string
  sequence: number
  montantCents: number
  motif: string
  operation: OperationDeRemboursement
  statut: StatutDeRemboursement
  demandePar: { id: string; nom: string }
  demandeLe: Date
  validePar: string | null
  envoyeLe: Date | null
  concluLe: Date | null
  closPar: string | null
  motifDeFin: string | null
  code: string | null
  transactionId: string | null
  /** Of a transfer, where its reference was noted. */
  virementReference: string | null
}

export interface PaiementDeCaisse {
  id: string
  commande: string
  demarche: string
  moyen: 'carte' | 'cheque'
  montantCents: number
  statut: StatutDePaiement
  enTrop: boolean
  /** A cheque that the bank did not pay. */
  impaye: boolean
  /** One too many, and it may be kept where the bank did not pay the cheque (`keep-instead-of-cheque.ts`). */
  remplaceUnCheque: boolean
  aRendreCents: number
  conflit: string | null
  code: string | null
  /** The provider's words beside its code. */
  message: string | null
  transactionId: string | null
  autorisation: string | null
  creeLe: Date
  ouvertLe: Date | null
  luLe: Date | null
  concluLe: Date | null
  decision: { quoi: DecisionDePaiement; par: string; motif: string } | null
  /** Null once the demande was erased. */
  demande: { reference: string; statut: string; payeur: string } | null
  du: { lignes: readonly LigneGelee[]; exigible: boolean; montantCents: number } | null
  /** The oldest first. */
  rendus: RemboursementVu[]
}

const nomDAgent = (colonne: string) =>
  sql<string | null>`(select a.prenom || ' ' || a.nom from agent a where a.id = ${sql.ref(colonne)})`

/** One payment as the régie reads it, in two round trips. @throws PaiementIntrouvable also when its démarche is not theirs */
export async function paiementDeCaisse(db: Db, acteur: AgentActor, id: string): Promise<PaiementDeCaisse> {
  const [row, rendus] = await Promise.all([findRow(db, acteur, id), rendusDe(db, id)])
  if (!row) throw new PaiementIntrouvable()
  return {
    ...{ id, commande: row.commande, demarche: row.demarche, montantCents: row.montant_cents, rendus },
    ...{ moyen: row.moyen as PaiementDeCaisse['moyen'], statut: row.statut as StatutDePaiement },
    impaye: row.impaye,
    remplaceUnCheque: row.remplaceUnCheque,
    ...{ enTrop: row.en_trop, aRendreCents: row.a_rendre_cents, conflit: row.conflit, code: row.code },
    message: row.message,
    ...{ transactionId: row.transaction_id, autorisation: row.autorisation, creeLe: row.cree_le },
    ...{ ouvertLe: row.ouvert_le, luLe: row.lu_le, concluLe: row.conclu_le },
    decision:
      row.decision === null
        ? null
        : {
            quoi: row.decision as DecisionDePaiement,
            par: row.decidePar ?? '',
            motif: row.motif_de_decision ?? '',
          },
    demande:
      row.reference === null
        ? null
        : { reference: row.reference, statut: row.statutDeDemande ?? '', payeur: row.payeur ?? '' },
    du:
      row.duCents === null
        ? null
        : { lignes: readLignes(row.lignes), exigible: row.exigible === true, montantCents: row.duCents },
  }
}

/** Who pays: on line it is the person of the account. */
const PAYEUR = sql<
  string | null
>`(select u.prenom || ' ' || u.nom from demandeur_de(demande.id, demande.usager_id) u)`

const REMPLACE_UN_CHEQUE = sql<boolean>`(paiement.en_trop and paiement.statut = 'accepte' and not paiement.impaye
  and paiement.decision is null
  and exists (select from paiement c where c.demande_id = paiement.demande_id and c.impaye)
  and not exists (select from paiement k where k.demande_id = paiement.demande_id and k.statut = 'accepte'
    and not k.en_trop and not k.impaye)
  and not exists (select from remboursement r where r.paiement_id = paiement.id
    and r.statut not in ('refuse', 'abandonne')))`

const findRow = (db: Db, acteur: AgentActor, id: string) =>
  db
    .selectFrom('paiement')
    .leftJoin('demande', 'demande.id', 'paiement.demande_id')
    .leftJoin('montant_du', 'montant_du.demande_id', 'paiement.demande_id')
    .selectAll('paiement')
    .select([
      'demande.reference',
      'demande.statut as statutDeDemande',
      'montant_du.lignes',
      'montant_du.montant_cents as duCents',
    ])
    .select([
      sql<boolean | null>`montant_du.exigible_le is not null`.as('exigible'),
      REMPLACE_UN_CHEQUE.as('remplaceUnCheque'),
      nomDAgent('paiement.decide_par').as('decidePar'),
      PAYEUR.as('payeur'),
    ])
    .where('paiement.id', '=', id)
    .where(sql<boolean>`paiement.demarche = any(${acteur.demarches}::text[])`)
    .executeTakeFirst()

async function rendusDe(db: Db, paiementId: string): Promise<RemboursementVu[]> {
  const rows = await db
    .selectFrom('remboursement')
    .selectAll()
    .select([
      nomDAgent('remboursement.demande_par').as('demandeur'),
      nomDAgent('remboursement.valide_par').as('validePar'),
      nomDAgent('remboursement.clos_par').as('closPar'),
    ])
    .where('paiement_id', '=', paiementId)
    .orderBy('sequence')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, sequence: row.sequence, montantCents: row.montant_cents, motif: row.motif },
    operation: row.operation as RemboursementVu['operation'],
    statut: row.statut as StatutDeRemboursement,
    demandePar: { id: row.demande_par, nom: row.demandeur ?? '' },
    ...{ demandeLe: row.demande_le, validePar: row.validePar, envoyeLe: row.envoye_le },
    ...{ concluLe: row.conclu_le, closPar: row.closPar, motifDeFin: row.motif_de_fin },
    ...{ code: row.code, transactionId: row.transaction_id },
    virementReference: row.virement_reference,
  }))
}
