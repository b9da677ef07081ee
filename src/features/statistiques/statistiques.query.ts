import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { parisDay, startOfParisDay } from '../../platform/legal-clock/paris.ts'
import { COMPTES_VIDES, type Comptes, sumOf } from './comptes.ts'
import type { Attente } from './count-waiting.ts'
import type { Periode } from './periode.ts'

/** The live counts of today stop here, so that they cost the same on the busiest day. */
export const COMPTE_MAX = 1_000

export interface StatistiquesVue {
  total: Comptes
  /** By day or by month, oldest first. */
  tranches: { debut: string; comptes: Comptes }[]
  attente: Attente | undefined
  /** When the counts were made; undefined before the first time. */
  compteeLe: Date | undefined
  aujourdhui: { recues: number; decidees: number }
}

interface Row {
  tranches: { debut: string; contenu: Comptes }[] | null
  attente: Attente | null
  compteeLe: Date | null
  recues: number
  decidees: number
}

/** What the page shows, in one round trip that reads counts already made: at most thirty rows, and two short ranges. */
export async function statistiquesDe(
  db: Db,
  demarche: string,
  { pas, du, au }: Periode,
  now: Date,
): Promise<StatistiquesVue> {
  const depuis = startOfParisDay(parisDay(now))
  const { rows } = await sql<Row>`select
    (select json_agg(json_build_object('debut', debut, 'contenu', contenu) order by debut) from statistique
      where demarche = ${demarche} and pas = ${pas} and debut between ${du}::date and ${au}::date) as tranches,
    (select contenu from statistique_attente where demarche = ${demarche}) as attente,
    (select comptee_le from statistique_attente where demarche = ${demarche}) as "compteeLe",
    (select count(*)::int from (select 1 from demande where demarche = ${demarche}
      and deposee_le >= ${depuis}::timestamptz order by deposee_le limit ${COMPTE_MAX}) r) as recues,
    (select count(*)::int from (select 1 from decision c join demande d on d.id = c.demande_id
      where c.prise_le >= ${depuis}::timestamptz and d.demarche = ${demarche}
      and c.nature = 'decision' limit ${COMPTE_MAX}) r) as decidees`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a select without from always answers one row')
  const tranches = (row.tranches ?? []).map(({ debut, contenu }) => ({
    debut,
    comptes: { ...COMPTES_VIDES, ...contenu },
  }))
  return {
    total: sumOf(tranches.map(({ comptes }) => comptes)),
    tranches,
    attente: row.attente ?? undefined,
    compteeLe: row.compteeLe ?? undefined,
    aujourdhui: { recues: row.recues, decidees: row.decidees },
  }
}
