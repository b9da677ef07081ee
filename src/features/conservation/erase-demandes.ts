import { sql } from 'kysely'
import type { Demarche } from '../../formulaire/demarche.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { releaseFichiers } from '../pieces/index.ts'
import { FINIE_LE, retenue } from './a-garder.ts'
import { lastDayKept } from './conservation.ts'
import type { ConservationDeps } from './conservation-deps.ts'

/** Demandes erased in one night: the rest follows the next one. */
const PAR_NUIT = 5_000

/**
 * `conservation:efface`, each night: the demandes whose announced last day has passed, one transaction each. One that
 * was taken up again meanwhile is kept, and will be announced anew. One that cannot go stops no other.
 * @returns how many went @throws Error once all were tried, when some could not go
 */
export async function eraseDemandes(deps: ConservationDeps, parNuit = PAR_NUIT): Promise<number> {
  const demarches = new Map(deps.catalogue.all().map(({ demarche }) => [demarche.slug, demarche]))
  let effacees = 0
  let manquees = 0
  for (const id of await dueToErase(deps.db, parisDay(deps.clock.now()), parNuit))
    try {
      if (await inTransaction(deps.db, (tx) => eraseDemande(tx, deps, demarches, id))) effacees += 1
    } catch (err) {
      manquees += 1
      deps.log.error({ demande: id, err }, 'a demande could not be erased at the end of its retention')
    }
  if (effacees > 0) deps.log.info({ effacees }, 'demandes erased at the end of their retention')
  if (manquees > 0) throw new Error(`${manquees} demandes could not be erased: the log names each`)
  return effacees
}

async function dueToErase(db: Db, today: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('fin_de_conservation')
    .select('demande_id')
    .where('echeance', '<', today)
    .orderBy('echeance')
    .orderBy('demande_id')
    .limit(limit)
    .execute()
  return rows.map(({ demande_id }) => demande_id)
}

interface Row {
  demarche: string
  usagerId: string | null
  deposeeLe: Date
  finieLe: Date
  aGarder: boolean
  echeance: string
  messages: number
  decidees: Date[]
}

async function eraseDemande(
  tx: Tx,
  { clock }: ConservationDeps,
  demarches: ReadonlyMap<string, Demarche>,
  id: string,
): Promise<boolean> {
  const le = clock.now()
  const row = await lockRow(tx, id, parisDay(le))
  if (!row) return false
  const fin = demarches.get(row.demarche)?.finDeConservation
  if (!fin || row.aGarder || lastDayKept(row.finieLe, fin.annees) >= parisDay(le)) {
    await tx.deleteFrom('fin_de_conservation').where('demande_id', '=', id).execute()
    return false
  }
  await freezeCounts(tx, row)
  const { rows } = await sql<{
    fichiers: string[]
  }>`select efface_demande(${id}::uuid, ${parisDay(le)}::date) as fichiers`.execute(tx)
  const fichiers = rows[0]?.fichiers ?? []
  await releaseFichiers(tx, fichiers)
  await forgetErasedAccount(tx, row.usagerId)
  await appendJournal(tx, {
    ...{ le, acteur: { kind: 'systeme' }, action: 'demande.effacee', demandeId: id },
    donnees: {
      ...{ echeance: row.echeance, annees: fin.annees, visa: fin.visa },
      ...{ documents: fichiers.length, messages: row.messages },
    },
  })
  return true
}

/** A lock that nobody writes about it beside, messages and mails included. */
async function lockRow(tx: Tx, id: string, jour: string): Promise<Row | undefined> {
  await tx.selectFrom('demande').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  const { rows } = await sql<Row>`
    select demande.demarche, demande.usager_id as "usagerId", demande.deposee_le as "deposeeLe", f.echeance,
      ${sql.raw(FINIE_LE)} as "finieLe", not est_finie(demande.statut) or ${retenue(jour)} as "aGarder",
      (select count(*)::int from message where demande_id = demande.id) as messages,
      array(select prise_le from decision where demande_id = demande.id) as decidees
    from demande join fin_de_conservation f on f.demande_id = demande.id where demande.id = ${id}`.execute(tx)
  return rows[0]
}

/** The counts of the days that it was received and decided on stay, and name nobody. */
async function freezeCounts(tx: Tx, { demarche, deposeeLe, decidees }: Row): Promise<void> {
  await tx
    .updateTable('statistique')
    .set({ figee: true })
    .where('demarche', '=', demarche)
    .where('pas', '=', 'jour')
    .where('debut', 'in', [...new Set([deposeeLe, ...decidees].map(parisDay))])
    .execute()
}

/** Of an account that was erased, the number that its demandes belonged to goes with the last of them. */
async function forgetErasedAccount(tx: Tx, usagerId: string | null): Promise<void> {
  if (usagerId === null) return
  await tx
    .deleteFrom('usager')
    .where('id', '=', usagerId)
    .where('email_normalise', '=', `efface-${usagerId}`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('demande').select('id').where('usager_id', '=', usagerId))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('fichier').select('id').where('usager_id', '=', usagerId))),
    )
    .execute()
}
