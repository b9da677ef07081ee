import { CompiledQuery } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Appareil } from './balise.ts'

export interface Compte {
  /** YYYY-MM-DD in Paris. */
  jour: string
  page: string
  site: string
  appareil: Appareil
  vues: number
  visites: number
}

/** Referring sites told apart in a day; the others are counted together as `AUTRES_SITES`. */
export const SITES_PAR_JOUR = 300
/** No host is called so. */
export const AUTRES_SITES = '*'

// Sites of the day that are known keep their place, new ones take what is left.
const ADD = `with nouveaux as (
    select * from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[])
      as n (jour, page, site, appareil, vues, visites)),
  places as (
    select jour, site, row_number() over (partition by jour order by bool_or(connu) desc, site) as place
    from (select jour, site, true as connu from audience where jour in (select jour from nouveaux)
      union all select jour, site, false from nouveaux) as s
    where site not in ('', '${AUTRES_SITES}') group by jour, site)
  insert into audience as a (jour, page, site, appareil, vues, visites)
  select n.jour, n.page, case when p.place > $7 then '${AUTRES_SITES}' else n.site end as place, n.appareil,
    sum(n.vues), sum(n.visites)
  from nouveaux n left join places p using (jour, site)
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (jour, page, site, appareil) do update
    set vues = a.vues + excluded.vues, visites = a.visites + excluded.visites`

/** Adds counts to those of their days, in one statement. */
export async function addComptes(tx: Tx, comptes: readonly Compte[]): Promise<void> {
  const column = <K extends keyof Compte>(name: K): Compte[K][] => comptes.map((one) => one[name])
  await tx.executeQuery(
    CompiledQuery.raw(ADD, [
      column('jour'),
      column('page'),
      column('site'),
      column('appareil'),
      column('vues'),
      column('visites'),
      SITES_PAR_JOUR,
    ]),
  )
}
