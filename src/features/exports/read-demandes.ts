import { type RawBuilder, sql } from 'kysely'
import type { Reponses } from '../../formulaire/definition.ts'
import type { Db } from '../../platform/db/database.ts'
import { startOfParisDay } from '../../platform/legal-clock/paris.ts'
import { asksAnswers, type DemandeAExporter } from './colonnes.ts'
import type { ExportVoulu } from './export.ts'

/** Demandes read at once: what is in memory, whatever the length of the file. */
const PAR_LOT = 500

type Row = DemandeAExporter & { id: string; cle: string }

/**
 * The demandes of an export, oldest first, some at a time. Each lot is one range of `demande_par_depot` and holds no
 * connection while the browser takes its time: the file may take minutes, a cursor would keep a transaction open.
 */
export async function* readDemandes(db: Db, voulu: ExportVoulu): AsyncGenerator<DemandeAExporter[]> {
  const fin = startOfParisDay(voulu.au, 1)
  let from = sql`deposee_le >= ${startOfParisDay(voulu.du)}::timestamptz`
  for (;;) {
    const { rows } = await lot(voulu, from, fin).execute(db)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    if (rows.length < PAR_LOT) return
    from = sql`(deposee_le, id) > (${last.cle}::timestamptz, ${last.id}::uuid)`
  }
}

// The state is a filter, never the index: with it in the way the order would be sorted anew for each lot.
function lot(voulu: ExportVoulu, from: RawBuilder<unknown>, fin: Date): RawBuilder<Row> {
  const reponses = asksAnswers(voulu.colonnes) ? sql<Reponses>`d.reponses` : sql<null>`null`
  return sql<Row>`select d.id, d.deposee_le::text as cle, d.reference, d.statut, d.deposee_le as "deposeeLe",
      d.statut_depuis as "statutDepuis", c.prise_le as "decideeLe", d.decision_implicite_le as "decisionImpliciteLe",
      a.prenom || ' ' || a.nom as agent, u.prenom, u.nom, u.email, u.telephone,
      d.definition_version as "definitionVersion", ${reponses} as reponses
    from (select * from demande where demarche = ${voulu.demarche} and ${from} and deposee_le < ${fin}::timestamptz
      and statut = any(${voulu.statuts}::text[]) order by deposee_le, id limit ${PAR_LOT}) d
    left join lateral demandeur_de(d.id, d.usager_id) u on true left join agent a on a.id = d.agent_id
    left join lateral (select prise_le from decision where demande_id = d.id order by rang desc limit 1) c on true
    order by d.deposee_le, d.id`
}
