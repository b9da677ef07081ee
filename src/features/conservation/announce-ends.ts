import { sql } from 'kysely'
import type { Demarche } from '../../formulaire/demarche.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay, startOfParisDay } from '../../platform/legal-clock/paris.ts'
import { notifie } from '../notifications/index.ts'
import { FINIE_LE, retenue, SANS_PERSONNE } from './a-garder.ts'
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
  /** The account was erased: there is nobody to tell. */
  sansPersonne: boolean
  /** To the microsecond, as the base counts. */
  statutDepuis: string
}

/** After the last one looked at: a batch does not go through those before again. */
type Curseur = Pick<Due, 'statutDepuis' | 'id'>
const DEBUT: Curseur = { statutDepuis: '-infinity', id: '00000000-0000-0000-0000-000000000000' }

/** `conservation:annonce`, each night: thirty days before a demande goes, whoever filed it is told, once. */
export async function announceEnds(deps: ConservationDeps): Promise<void> {
  for (const { demarche } of deps.catalogue.all()) {
    if (!demarche.finDeConservation) continue
    const { annees } = demarche.finDeConservation
    let told = 0
    let curseur: Curseur | undefined = DEBUT
    while (curseur && told < PAR_NUIT) {
      const batch: Due[] = await announceBatch(deps, demarche, annees, curseur)
      told += batch.length
      curseur = batch[BATCH - 1]
    }
    if (told > 0) deps.log.info({ demarche: demarche.slug, annoncees: told }, 'ends of retention announced')
  }
}

function announceBatch(
  deps: ConservationDeps,
  demarche: Demarche,
  annees: number,
  apres: Curseur,
): Promise<Due[]> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const before = startOfParisDay(toAnnounceUpTo(annees, le), 1)
    const due = await dueToAnnounce(tx, { demarche: demarche.slug, before, jour: parisDay(le), apres })
    for (const demande of due) await announce(tx, deps, { demande, demarche, annees, le })
    return due
  })
}

async function announce(
  tx: Tx,
  deps: ConservationDeps,
  { demande, demarche, annees, le }: { demande: Due; demarche: Demarche; annees: number; le: Date },
): Promise<void> {
  const { id, reference, usagerId, sansPersonne } = demande
  const echeance = echeanceAnnoncee(demande.finieLe, annees, le)
  await tx
    .insertInto('fin_de_conservation')
    .values({ demande_id: id, echeance, annoncee_le: le, prevenu: !sansPersonne })
    .execute()
  const fait = sansPersonne ? 'demande.fin-de-conservation-fixee' : 'demande.fin-de-conservation-annoncee'
  await appendJournal(tx, {
    ...{ le, acteur: { kind: 'systeme' }, action: fait, demandeId: id, donnees: { echeance } },
  })
  if (sansPersonne) return
  const courriel = demandeBientotEffacee(deps, { reference, demarche, echeance })
  if (usagerId === null)
    await deps.tellDemandeurPapier(tx, id, le, { modele: 'demande-bientot-effacee', sujet: courriel.sujet })
  else
    await notifie(tx, {
      ...{ genre: 'demande.bientot-effacee', donnees: { echeance }, usagerId, demandeId: id, le, courriel },
    })
}

async function dueToAnnounce(
  tx: Tx,
  { demarche, before, jour, apres }: { demarche: string; before: Date; jour: string; apres: Curseur },
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select demande.id, demande.reference, demande.usager_id as "usagerId", ${sql.raw(FINIE_LE)} as "finieLe",
      demande.statut_depuis::text as "statutDepuis", ${SANS_PERSONNE} as "sansPersonne"
    from demande
    where demande.demarche = ${demarche}
      and demande.statut in ('acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite', 'transmise', 'desistee')
      and demande.statut_depuis < ${before}::timestamptz and ${sql.raw(FINIE_LE)} < ${before}::timestamptz
      and not exists (select from fin_de_conservation f where f.demande_id = demande.id) and not ${retenue(jour)}
      and (demande.statut_depuis, demande.id) > (${apres.statutDepuis}::timestamptz, ${apres.id}::uuid)
    order by demande.statut_depuis, demande.id limit ${BATCH}
    for no key update of demande skip locked`.execute(tx)
  return rows
}
