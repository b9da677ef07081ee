import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** A maintenance as administrators see it. */
export interface MaintenanceNotee {
  numero: number
  demarche: string | null
  debut: Date
  fin: Date
  motif: string
  annuleeLe: Date | null
  revision: number
  /** Who planned it, by name. */
  par: string
  noteeLe: Date
  delaisProlonges: boolean
}

const maintenances = (db: Db) =>
  db
    .selectFrom('fermeture as f')
    .innerJoin('agent as a', 'a.id', 'f.notee_par')
    .select(['f.numero', 'f.demarche', 'f.debut', 'f.fin', 'f.revision'])
    .select(['f.annulee_le as annuleeLe', 'f.notee_le as noteeLe'])
    .select((eb) => [
      eb.fn.coalesce('f.motif', eb.val('')).as('motif'),
      eb.fn<string>('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']).as('par'),
      sql<boolean>`f.delais_prolonges_jusqu is not null`.as('delaisProlonges'),
    ])

/** The last hundred, those to come first. */
export const maintenancesNotees = (db: Db): Promise<MaintenanceNotee[]> =>
  maintenances(db).orderBy('f.debut', 'desc').orderBy('f.numero', 'desc').limit(100).execute()

export const maintenanceNotee = (db: Db, numero: number): Promise<MaintenanceNotee | undefined> =>
  maintenances(db).where('f.numero', '=', numero).executeTakeFirst()
