import type { Db } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { Statut } from '../demandes/index.ts'
import type { ExportVoulu, Format } from './export.ts'
import { ExportIntrouvable } from './refusals.ts'

const MONTRES = 20

export interface ExportPrepare extends ExportVoulu {
  id: string
  demandeLe: Date
}

const COLUMNS = ['id', 'demarche', 'du', 'au', 'format', 'statuts', 'colonnes', 'demande_le'] as const

function rowsOf(db: Db, acteur: AgentActor) {
  return db
    .selectFrom('export_de_demandes')
    .select(COLUMNS)
    .where('agent_id', '=', acteur.agentId)
    .where('demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

const vueDe = ({ demande_le, format, statuts, ...row }: Row): ExportPrepare => ({
  ...row,
  format: format as Format,
  statuts: statuts as Statut[],
  demandeLe: demande_le,
})

/** The last files that this agent prepared. */
export async function mesExports(db: Db, acteur: AgentActor): Promise<ExportPrepare[]> {
  const rows = await rowsOf(db, acteur)
    .orderBy('demande_le', 'desc')
    .orderBy('id', 'desc')
    .limit(MONTRES)
    .execute()
  return rows.map(vueDe)
}

/** @throws ExportIntrouvable */
export async function getExport(db: Db, acteur: AgentActor, id: string): Promise<ExportPrepare> {
  const row = isUuid(id) ? await rowsOf(db, acteur).where('id', '=', id).executeTakeFirst() : undefined
  if (!row) throw new ExportIntrouvable()
  return vueDe(row)
}
