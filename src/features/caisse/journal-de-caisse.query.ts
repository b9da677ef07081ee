import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { type Curseur, curseurDe } from './curseur.ts'
import type { Ecriture } from './ecriture.ts'
import { COLONNES, ECRITURES } from './ecritures.ts'
import type { Total } from './totaux.ts'

const PAR_PAGE = 100

export interface JournalDuJour {
  jour: string
  ecritures: Ecriture[]
  /** Of the whole day, read with the lines. */
  totaux: Total[]
  /** The page after this one, as an address says it. */
  suite: string | null
  /** The nearest days with entries. */
  avant: string | null
  apres: string | null
  /** When the day was closed. */
  closLe: Date | null
}

/** Lines and totals of one snapshot: an entry that comes meanwhile is in both, or in neither. */
export const inSnapshot = <T>(db: Db, read: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)

/** The entries of one day in these démarches, a page of them, with the totals of the day. */
export function journalDuJour(
  db: Db,
  { demarches, jour, apres }: { demarches: readonly string[]; jour: string; apres: Curseur | undefined },
): Promise<JournalDuJour> {
  return inSnapshot(db, async (tx) => {
    const lues = await lignes(tx, demarches, jour, apres)
    const ecritures = lues.slice(0, PAR_PAGE)
    const last = ecritures.at(-1)
    const { rows: bords } = await sql<{ avant: string | null; apres: string | null; closLe: Date | null }>`
      select (${voisin(demarches, jour, 'avant')}) as avant, (${voisin(demarches, jour, 'apres')}) as apres,
        (select min(close_le) from cloture_de_caisse where jour >= ${jour}::date) as "closLe"`.execute(tx)
    return {
      jour,
      ecritures,
      totaux: await totaux(tx, demarches, jour),
      suite: lues.length > PAR_PAGE && last ? curseurDe(last) : null,
      ...(bords[0] ?? { avant: null, apres: null, closLe: null }),
    }
  })
}

async function lignes(tx: Tx, demarches: readonly string[], jour: string, apres: Curseur | undefined) {
  const suite = apres ? sql`and (e.conclu_le, e.id) > (${apres.le}::timestamptz, ${apres.id}::uuid)` : sql``
  const { rows } = await sql<Ecriture>`select ${COLONNES} from ${ECRITURES}
    where e.jour = ${jour}::date and e.demarche = any(${demarches}::text[]) ${suite}
    order by e.conclu_le, e.id limit ${PAR_PAGE + 1}`.execute(tx)
  return rows
}

async function totaux(tx: Tx, demarches: readonly string[], jour: string): Promise<Total[]> {
  const { rows } = await sql<Total>`select e.demarche, e.moyen, count(*)::int as nombre,
      coalesce(sum(e.montant_cents) filter (where e.montant_cents > 0), 0)::float8 as "entreesCents",
      coalesce(-sum(e.montant_cents) filter (where e.montant_cents < 0), 0)::float8 as "sortiesCents"
    from ${ECRITURES} where e.jour = ${jour}::date and e.demarche = any(${demarches}::text[])
    group by e.demarche, e.moyen order by e.demarche collate "C", e.moyen collate "C"`.execute(tx)
  return rows
}

/** The nearest day with entries: one step into an index for each démarche and each kind of entry. */
function voisin(demarches: readonly string[], jour: string, ou: 'avant' | 'apres') {
  const le = ou === 'avant' ? sql`max` : sql`min`
  const than = ou === 'avant' ? sql`<` : sql`>`
  const order = ou === 'avant' ? sql`desc` : sql`asc`
  const sortie = (
    table: 'remboursement' | 'cheque_impaye',
  ) => sql`(select s.jour_de_caisse from ${sql.table(table)} s
    join paiement p on p.id = s.paiement_id where s.jour_de_caisse ${than} ${jour}::date
    and p.demarche = any(${demarches}::text[]) order by s.jour_de_caisse ${order} limit 1)`
  return sql`select ${le}(j.jour) from (
    select (select p.jour_de_caisse from paiement p where p.demarche = d.demarche
      and p.jour_de_caisse ${than} ${jour}::date order by p.jour_de_caisse ${order} limit 1) as jour
    from unnest(${demarches}::text[]) as d(demarche)
    union all ${sortie('remboursement')} union all ${sortie('cheque_impaye')}) j`
}
