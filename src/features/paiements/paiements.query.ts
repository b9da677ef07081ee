import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Du } from './compute-du.ts'
import { duOfDemande } from './du.query.ts'
import type { StatutDePaiement } from './paiement.ts'
import { PaiementIntrouvable, RienAPayer } from './refusals.ts'

export interface TentativeVue {
  id: string
  commande: string
  statut: StatutDePaiement
  creeLe: Date
  enTrop: boolean
  montantCents: number
  /** What is given back of it, or about to be, the oldest first. */
  rendus: RenduVu[]
}

export interface RenduVu {
  montantCents: number
  motif: string
  /** Null as long as it is not done. */
  le: Date | null
}

export interface PaiementVue {
  reference: string
  demarche: string
  du: Du
  exigible: boolean
  /** YYYY-MM-DD */
  aPayerAvant: string | null
  /** The newest first. */
  tentatives: TentativeVue[]
}

/** @throws RienAPayer */
export async function paiementOf(db: Db, usagerId: string, reference: string): Promise<PaiementVue> {
  const vue = await findPaiement(db, usagerId, reference)
  if (!vue) throw new RienAPayer()
  return vue
}

/** What a demande of this person owes and how it was paid, in one round trip, three where something is due. */
export async function findPaiement(
  db: Db,
  usagerId: string,
  reference: string,
): Promise<PaiementVue | undefined> {
  const due = await db
    .selectFrom('montant_du')
    .innerJoin('demande', 'demande.id', 'montant_du.demande_id')
    .select(['demande.id', 'demande.reference', 'demande.demarche'])
    .where('demande.reference', '=', reference)
    .where('demande.usager_id', '=', usagerId)
    .executeTakeFirst()
  if (!due) return undefined
  const du = await duOfDemande(db, due.id)
  if (!du) return undefined
  const tentatives = await db
    .selectFrom('paiement')
    .select(['id', 'commande', 'statut', 'cree_le', 'en_trop', 'montant_cents', RENDUS])
    .where('demande_id', '=', due.id)
    .orderBy('rang', 'desc')
    .execute()
  return {
    reference: due.reference,
    demarche: due.demarche,
    du,
    exigible: du.exigibleLe !== null,
    aPayerAvant: du.aPayerAvant,
    tentatives: tentatives.map((t) => ({
      id: t.id,
      commande: t.commande,
      statut: t.statut as StatutDePaiement,
      creeLe: t.cree_le,
      enTrop: t.en_trop,
      montantCents: t.montant_cents,
      rendus: t.rendus.map(({ le, ...rendu }) => ({ ...rendu, le: le === null ? null : new Date(le) })),
    })),
  }
}

/** Of the feature remboursements: those that are done, and those that were sent or are about to be. */
const RENDUS = sql<
  (Omit<RenduVu, 'le'> & { le: string | null })[]
>`(select coalesce(json_agg(json_build_object(
  'montantCents', r.montant_cents, 'motif', r.motif, 'le', case when r.statut = 'fait' then r.conclu_le end)
  order by r.sequence), '[]') from remboursement r
  where r.paiement_id = paiement.id and r.statut in ('a_envoyer', 'envoye', 'incertain', 'fait'))`.as(
  'rendus',
)

export interface RetourVu {
  id: string
  statut: StatutDePaiement
  enTrop: boolean
  montantCents: number
  commande: string
  /** Null once the demande was erased. */
  reference: string | null
}

/** Eighteen random bytes in base64url (`start-paiement.ts`). */
const RETOUR = /^[\w-]{24}$/

/** What the address of return shows to whoever has it: an amount and a state, nobody's name. @throws PaiementIntrouvable */
export async function retourOf(db: Db, retour: string): Promise<RetourVu> {
  if (!RETOUR.test(retour)) throw new PaiementIntrouvable()
  const row = await db
    .selectFrom('paiement')
    .leftJoin('demande', 'demande.id', 'paiement.demande_id')
    .select([
      'paiement.id',
      'paiement.statut',
      'paiement.en_trop',
      'paiement.montant_cents',
      'paiement.commande',
      'demande.reference',
    ])
    .where('paiement.retour', '=', retour)
    .executeTakeFirst()
  if (!row) throw new PaiementIntrouvable()
  return {
    id: row.id,
    statut: row.statut as StatutDePaiement,
    enTrop: row.en_trop,
    montantCents: row.montant_cents,
    commande: row.commande,
    reference: row.reference,
  }
}
