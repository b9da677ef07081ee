import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { GENERAL } from './texte.ts'

/** A text in force, and where the person stands with it. */
export interface ConditionsDeQuelquun {
  texte: string
  numero: number
  publieeLe: Date
  /** The last version that the person accepted. */
  acceptee: number | null
  refusee: boolean
}

/** The general terms, those of one démarche if any, and those of every démarche whose terms the person accepted once. */
export async function conditionsOf(
  db: Db | Tx,
  usagerId: string,
  demarche?: string,
): Promise<ConditionsDeQuelquun[]> {
  const { rows } = await sql<ConditionsDeQuelquun>`
    select v.texte, v.numero, v.publiee_le as "publieeLe", r.acceptee, coalesce(r.refusee, false) as refusee
    from (select distinct on (texte) texte, numero, publiee_le from conditions_version order by texte, numero desc) v
    left join lateral (
      select max(numero) filter (where reponse = 'acceptee') as acceptee,
        bool_or(reponse = 'refusee' and numero = v.numero) as refusee
      from conditions_reponse where usager_id = ${usagerId} and texte = v.texte) r on true
    where v.texte in (${GENERAL}, ${demarche ?? GENERAL}) or r.acceptee is not null
    order by v.texte <> ${GENERAL}, v.texte`.execute(db)
  return rows
}

/** Whether the version in force waits for an answer; a refusal is one, unless the person asks for that démarche again. */
export const attendReponse = (
  { texte, numero, acceptee, refusee }: ConditionsDeQuelquun,
  demande?: string,
): boolean => acceptee !== numero && (!refusee || texte === demande)
