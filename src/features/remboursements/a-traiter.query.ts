import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** Why something waits for a human. */
export const RAISONS = [
  'a-verifier',
  'conflit',
  'sans-reponse',
  'en-trop',
  'surplus',
  'a-valider',
  'a-virer',
  'incertain',
  'refuse',
] as const
export type Raison = (typeof RAISONS)[number]

export interface ATraiter {
  raison: Raison
  paiementId: string
  commande: string
  demarche: string
  montantCents: number
  depuis: Date
}

export interface ATraiterVue {
  /** The oldest first. */
  lignes: ATraiter[]
  /** Where the next page begins. */
  suite: string | null
}

export const PAR_PAGE = 50
/** Counted so far, then « 99+ »: a badge costs the same whatever waits. */
const COMPTE_MAX = 100
/** Read again every half hour: after a day nobody expects an answer by itself (`attendUnHumain`, paiements). */
const SANS_REPONSE = sql`interval '1 day'`
/** How long a refusal of the provider is shown to whoever asked, unless they ask again. */
const REFUS_MONTRE = sql`interval '30 days'`

/** Each part reads an index of what is open only: its cost is what waits, never what was ever paid. */
const waiting = (demarches: readonly string[], now: Date): RawBuilder<unknown> => sql`
  select case when p.statut = 'en_cours' then 'sans-reponse' when p.conflit is not null then 'conflit'
      else 'a-verifier' end as raison,
    p.id as paiement_id, p.id as ligne_id, p.commande, p.demarche, p.montant_cents, p.cree_le as depuis
  from paiement p
  where p.statut in ('prepare', 'en_cours', 'a_verifier')
    and (p.statut = 'a_verifier' or p.statut = 'en_cours' and p.cree_le < ${now}::timestamptz - ${SANS_REPONSE})
    and p.demarche = any(${demarches}::text[])
  union all
  select case when p.en_trop then 'en-trop' else 'surplus' end, p.id, p.id, p.commande, p.demarche,
    p.a_rendre_cents, p.a_rendre_depuis
  from paiement p where p.a_rendre_cents > 0 and p.demarche = any(${demarches}::text[])
  union all
  select case r.statut when 'a_valider' then 'a-valider' when 'a_envoyer' then 'a-virer' else 'incertain' end, p.id, r.id, p.commande, p.demarche,
    r.montant_cents, r.demande_le
  from remboursement r join paiement p on p.id = r.paiement_id
  where r.statut in ('a_valider', 'a_envoyer', 'envoye', 'incertain') 
    and (r.statut in ('a_valider', 'incertain') or r.statut = 'a_envoyer' and r.operation = 'virement')
    and p.demarche = any(${demarches}::text[])
  union all
  select 'refuse', p.id, r.id, p.commande, p.demarche, r.montant_cents, r.conclu_le
  from remboursement r join paiement p on p.id = r.paiement_id
  where r.statut = 'refuse' and r.clos_par is null and r.conclu_le > ${now}::timestamptz - ${REFUS_MONTRE}
    and p.demarche = any(${demarches}::text[])
    and not exists (select from remboursement n where n.paiement_id = r.paiement_id and n.sequence > r.sequence)`

/** How many things wait for a human, up to a hundred. */
export async function countATraiter(db: Db, demarches: readonly string[], now: Date): Promise<number> {
  const { rows } = await sql<{
    nombre: string
  }>`select count(*) as nombre from (select 1 from (${waiting(demarches, now)}) w limit ${COMPTE_MAX}) l`.execute(
    db,
  )
  return Number(rows[0]?.nombre ?? 0)
}

const CURSOR = /^(\d{13,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

interface Row {
  raison: Raison
  paiement_id: string
  ligne_id: string
  commande: string
  demarche: string
  montant_cents: number
  depuis: Date
}

/** What waits for a human in the démarches of an agent, the oldest first, in one round trip. */
export async function aTraiter(
  db: Db,
  demarches: readonly string[],
  now: Date,
  apres: string,
): Promise<ATraiterVue> {
  const cursor = CURSOR.exec(apres)
  const after = cursor
    ? sql`where (date_trunc('milliseconds', w.depuis), w.ligne_id) > (${new Date(Number(cursor[1]))}::timestamptz, ${cursor[2]}::uuid)`
    : sql``
  const { rows } = await sql<Row>`select * from (${waiting(demarches, now)}) w ${after}
    order by date_trunc('milliseconds', w.depuis), w.ligne_id limit ${PAR_PAGE + 1}`.execute(db)
  const shown = rows.slice(0, PAR_PAGE)
  const last = shown.at(-1)
  return {
    lignes: shown.map((row) => ({
      ...{ raison: row.raison, paiementId: row.paiement_id, commande: row.commande, demarche: row.demarche },
      ...{ montantCents: row.montant_cents, depuis: row.depuis },
    })),
    suite: rows.length > PAR_PAGE && last ? `${last.depuis.getTime()}_${last.ligne_id}` : null,
  }
}
