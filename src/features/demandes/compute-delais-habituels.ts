import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'

/**
 * Makes anew, per démarche, how long answers took: days from dépôt to the decision, of those taken in the last six
 * months (half of them within p50, nine in ten within p90); its corrections are not answers. An acceptance born of
 * silence is one, the day it was born. A demande that silence rejected in that time and that nobody has answered since
 * counts for as long as it waits: left out, it would make the service look quicker.
 */
export function computeDelaisHabituels({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const now = clock.now()
  return inTransaction(db, async (tx) => {
    await tx.deleteFrom('delai_habituel').execute()
    await sql`with fenetre as (select ${now}::timestamptz - interval '6 months' as debut),
      jours as (
        select d.demarche, ((x.prise_le at time zone 'Europe/Paris')::date
            - (d.deposee_le at time zone 'Europe/Paris')::date) as n
          from decision x join demande d on d.id = x.demande_id, fenetre
          where x.prise_le > fenetre.debut and x.prise_le <= ${now} and x.nature = 'decision'
            and x.sens in ('acceptee', 'acceptee_partiellement', 'refusee')
        union all
        select d.demarche, case s.sens when 'acceptation' then s.nee_le
              else (${now}::timestamptz at time zone 'Europe/Paris')::date end
            - (d.deposee_le at time zone 'Europe/Paris')::date
          from decision_implicite s join demande d on d.id = s.demande_id, fenetre
          where s.nee_le > fenetre.debut::date
            and (s.sens = 'acceptation' or (d.statut not in ('desistee', 'sans_suite', 'transmise')
              and not exists (select from decision x where x.demande_id = d.id))))
      insert into delai_habituel (demarche, p50_jours, p90_jours, effectif, calcule_le)
        select demarche, percentile_disc(0.5) within group (order by n), percentile_disc(0.9) within group (order by n),
          count(*), ${now} from jours group by demarche`.execute(tx)
  })
}
