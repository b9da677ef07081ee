import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

export interface PaiementPourAgent {
  duCents: number
  exigible: boolean
  /** YYYY-MM-DD */
  aPayerAvant: string | null
  enVerification: boolean
  payes: { montantCents: number; le: Date; moyen: 'carte' | 'cheque'; enTrop: boolean; impaye: boolean }[]
  /** Without a moment as long as it is not done. */
  rendus: { montantCents: number; le: Date | null }[]
}

interface Row {
  duCents: number
  exigible: boolean
  aPayerAvant: string | null
  enVerification: boolean
  payes: { montantCents: number; le: string; moyen: 'carte' | 'cheque'; enTrop: boolean; impaye: boolean }[]
  rendus: { montantCents: number; le: string | null }[]
}

/** What a demande owes, and how it was paid, for whoever examines it, in one round trip; undefined when nothing is due. */
export async function paiementPourAgent(db: Db, demandeId: string): Promise<PaiementPourAgent | undefined> {
  const { rows } =
    await sql<Row>`select du.montant_cents as "duCents", du.exigible_le is not null as exigible,
      du.a_payer_avant as "aPayerAvant",
      exists (select from paiement p where p.demande_id = du.demande_id and p.statut = 'a_verifier')
        as "enVerification",
      (select coalesce(json_agg(json_build_object('montantCents', p.montant_cents, 'le', p.conclu_le,
        'moyen', p.moyen, 'enTrop', p.en_trop, 'impaye', p.impaye) order by p.rang), '[]')
        from paiement p where p.demande_id = du.demande_id and p.statut = 'accepte') as payes,
      (select coalesce(json_agg(json_build_object('montantCents', r.montant_cents,
        'le', case when r.statut = 'fait' then r.conclu_le end) order by r.demande_le), '[]')
        from remboursement r join paiement p on p.id = r.paiement_id
        where p.demande_id = du.demande_id and r.statut not in ('refuse', 'abandonne')) as rendus
    from montant_du du where du.demande_id = ${demandeId}`.execute(db)
  const [row] = rows
  return (
    row && {
      ...row,
      payes: row.payes.map((paye) => ({ ...paye, le: new Date(paye.le) })),
      rendus: row.rendus.map(({ montantCents, le }) => ({
        montantCents,
        le: le === null ? null : new Date(le),
      })),
    }
  )
}
