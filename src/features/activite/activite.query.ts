import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { activiteEnMots } from './activites.ts'

const PAR_PAGE = 30

export interface Activite {
  le: Date
  titre: string
  /** « Firefox sur un Mac », where one is known. */
  appareil: string | null
  /** The demande that it is about, when it is about one. */
  reference: string | null
}

export interface ActiviteVue {
  lignes: Activite[]
  /** Where the next, older page begins; absent on the last. */
  suite?: string
}

interface Row {
  id: string
  le: Date
  action: string
  appareil: string | null
  reference: string | null
}

/**
 * What happened with an account, latest first: what the person did, what was done to the account, and what was done
 * with their demandes. Three indexed reads of one page each, for a person's lines are few among everybody's.
 * @param avant the `suite` of the page before
 */
export async function activiteOf(db: Db, usagerId: string, avant?: string): Promise<ActiviteVue> {
  const before = avant && /^\d{1,18}$/.test(avant) ? avant : '9223372036854775807'
  // One more than a page, of lines that may not all be shown: the last one read says where the next page begins.
  const { rows } = await sql<Row>`
    with lignes as (
      (select id from journal where acteur_id = ${usagerId} and id < ${before} order by id desc limit ${PAR_PAGE})
      union
      (select id from journal where objet_id = ${usagerId} and id < ${before} order by id desc limit ${PAR_PAGE})
      union
      (select j.id from demande d join journal j on j.demande_id = d.id
        where d.usager_id = ${usagerId} and j.id < ${before} order by j.id desc limit ${PAR_PAGE})
    )
    select j.id::text, j.le, j.action, j.donnees->>'appareil' as appareil, d.reference
    from lignes join journal j using (id) left join demande d on d.id = j.demande_id
    order by j.id desc limit ${PAR_PAGE}`.execute(db)
  const last = rows.length === PAR_PAGE ? rows.at(-1) : undefined
  return {
    lignes: rows.flatMap(({ le, action, appareil, reference }) => {
      const titre = activiteEnMots(action)
      return titre ? [{ le, titre, appareil, reference }] : []
    }),
    ...(last ? { suite: last.id } : {}),
  }
}
