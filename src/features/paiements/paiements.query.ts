import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { type Compte, compteOf } from './compte-du-paiement.ts'
import { type Du, duOf } from './compute-du.ts'
import { COLONNES_DU_DU, duOfRow, type EtatDuDu, etatOf } from './du.query.ts'
import { readLignes } from './lignes-gelees.ts'
import type { StatutDePaiement } from './paiement.ts'
import type { PaymentProvider } from './prestataire.ts'
import { PaiementIntrouvable, RienAPayer } from './refusals.ts'

export interface TentativeVue {
  id: string
  commande: string
  moyen: 'carte' | 'cheque'
  statut: StatutDePaiement
  montantCents: number
  /** What was given back of it. */
  renduCents: number
  creeLe: Date
  concluLe: Date | null
  enTrop: boolean
  /** A cheque that the bank did not pay. */
  impaye: boolean
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
  etat: EtatDuDu
  /** Without what was refused; null when nothing is due any more. */
  du: Du | null
  /** What was asked at dépôt. */
  demandeCents: number
  /** YYYY-MM-DD, of what is to be paid. */
  aPayerAvant: string | null
  /** That day has passed. */
  enRetard: boolean
  /** Whether one may pay on line here and now. */
  enLigne: boolean
  compte: Compte
  /** The newest first. */
  tentatives: TentativeVue[]
}

export interface VueDeps {
  db: Db
  clock: Clock
  /** Absent: nothing is paid on line here. */
  prestataire?: PaymentProvider | undefined
}

/** @throws RienAPayer */
export async function paiementOf(deps: VueDeps, usagerId: string, reference: string): Promise<PaiementVue> {
  const vue = await findPaiement(deps, usagerId, reference)
  if (!vue) throw new RienAPayer()
  return vue
}

/** What a demande of this person owes and how it was paid, in one round trip, two where something was ever due. */
export async function findPaiement(
  { db, clock, prestataire }: VueDeps,
  usagerId: string,
  reference: string,
): Promise<PaiementVue | undefined> {
  const row = await db
    .selectFrom('montant_du')
    .innerJoin('demande', 'demande.id', 'montant_du.demande_id')
    .select(['demande.id', 'demande.reference', 'demande.demarche'])
    .select(COLONNES_DU_DU)
    .where('demande.reference', '=', reference)
    .where('demande.usager_id', '=', usagerId)
    .executeTakeFirst()
  if (!row) return undefined
  const tentatives = await tentativesOf(db, row.id)
  const etat = etatOf(row)
  const du = etat === 'caduc' ? null : duOfRow(row)
  const { a_payer_avant: aPayerAvant } = row
  return {
    reference: row.reference,
    demarche: row.demarche,
    etat,
    du,
    demandeCents: duOf(readLignes(row.lignes))?.montantCents ?? 0,
    aPayerAvant,
    enRetard: aPayerAvant !== null && aPayerAvant < parisDay(clock.now()),
    enLigne: prestataire !== undefined,
    compte: compteOf(
      tentatives,
      etat === 'attend' ? null : { duCents: du?.montantCents ?? 0, exigibleLe: row.exigible_le },
    ),
    tentatives,
  }
}

async function tentativesOf(db: Db, demandeId: string): Promise<TentativeVue[]> {
  const rows = await db
    .selectFrom('paiement')
    .select([
      'id',
      'commande',
      'moyen',
      'statut',
      'montant_cents',
      'cree_le',
      'conclu_le',
      'en_trop',
      'impaye',
      RENDUS,
    ])
    .where('demande_id', '=', demandeId)
    .orderBy('rang', 'desc')
    .execute()
  return rows.map((t) => ({
    id: t.id,
    commande: t.commande,
    moyen: t.moyen as TentativeVue['moyen'],
    statut: t.statut as StatutDePaiement,
    montantCents: t.montant_cents,
    renduCents: t.rendus.reduce((sum, { montantCents, le }) => (le === null ? sum : sum + montantCents), 0),
    creeLe: t.cree_le,
    concluLe: t.conclu_le,
    enTrop: t.en_trop,
    impaye: t.impaye,
    rendus: t.rendus.map(({ le, ...rendu }) => ({ ...rendu, le: le === null ? null : new Date(le) })),
  }))
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
