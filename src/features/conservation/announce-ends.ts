import { sql } from 'kysely'
import type { Demarche } from '../../formulaire/demarche.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { startOfParisDay } from '../../platform/legal-clock/paris.ts'
import { notifie } from '../notifications/index.ts'
import { FINIE_LE, RETENUE } from './a-garder.ts'
import { echeanceAnnoncee, toAnnounceUpTo } from './conservation.ts'
import type { ConservationDeps } from './conservation-deps.ts'
import { demandeBientotEffacee } from './courriels/demande-bientot-effacee.ts'

const BATCH = 200
/** Demandes told of in one night, per démarche: a campaign ends for everybody in the same weeks. */
const PAR_NUIT = 20_000

interface Due {
  id: string
  reference: string
  usagerId: string | null
  finieLe: Date
  joignable: boolean
}

/** `conservation:annonce`, each night: thirty days before a demande goes, whoever filed it is told, once. */
export async function announceEnds(deps: ConservationDeps): Promise<void> {
  for (const { demarche } of deps.catalogue.all()) {
    if (!demarche.finDeConservation) continue
    const { annees } = demarche.finDeConservation
    let told = 0
    for (;;) {
      const batch = await announceBatch(deps, demarche, annees)
      told += batch
      if (batch < BATCH || told >= PAR_NUIT) break
    }
    if (told > 0) deps.log.info({ demarche: demarche.slug, annoncees: told }, 'ends of retention announced')
  }
}

function announceBatch(deps: ConservationDeps, demarche: Demarche, annees: number): Promise<number> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const due = await dueToAnnounce(tx, demarche.slug, startOfParisDay(toAnnounceUpTo(annees, le), 1))
    for (const demande of due) {
      const echeance = echeanceAnnoncee(demande.finieLe, annees, le)
      await tx
        .insertInto('fin_de_conservation')
        .values({ demande_id: demande.id, echeance, annoncee_le: le })
        .execute()
      await appendJournal(tx, {
        ...{ le, acteur: { kind: 'systeme' }, action: 'demande.fin-de-conservation-annoncee' },
        ...{ demandeId: demande.id, donnees: { echeance } },
      })
      const { reference } = demande
      await notifie(tx, {
        genre: 'demande.bientot-effacee',
        donnees: { echeance },
        ...{ usagerId: demande.usagerId, demandeId: demande.id, le },
        // An account that was erased has no address any more.
        courriel: demande.joignable ? demandeBientotEffacee(deps, { reference, demarche, echeance }) : null,
      })
    }
    return due.length
  })
}

async function dueToAnnounce(tx: Tx, demarche: string, before: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select demande.id, demande.reference, demande.usager_id as "usagerId", ${sql.raw(FINIE_LE)} as "finieLe",
      u.email_normalise is not null and u.email_normalise <> 'efface-' || u.id as joignable
    from demande left join usager u on u.id = demande.usager_id
    where demande.demarche = ${demarche}
      and demande.statut in ('acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite', 'transmise', 'desistee')
      and demande.statut_depuis < ${before}::timestamptz and ${sql.raw(FINIE_LE)} < ${before}::timestamptz
      and not exists (select from fin_de_conservation f where f.demande_id = demande.id) and not ${RETENUE}
    order by demande.statut_depuis, demande.id limit ${BATCH}
    for no key update of demande skip locked`.execute(tx)
  return rows
}
