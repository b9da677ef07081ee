import { CompiledQuery } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'

export interface NouvelleVersion {
  texte: string
  numero: number
  titre: string
  /** As people read it: facts filled. */
  markdown: string
  changements: string
  /** Absent for the text delivered with the product. */
  agentId?: string
  le: Date
}

/** Adds a version. @returns false when this number was taken meanwhile */
export async function insertVersion(tx: Tx, version: NouvelleVersion): Promise<boolean> {
  const added = await tx
    .insertInto('conditions_version')
    .values({
      texte: version.texte,
      numero: version.numero,
      titre: version.titre,
      markdown: version.markdown,
      changements: version.changements,
      publiee_le: version.le,
      publiee_par: version.agentId ?? null,
    })
    .onConflict((conflict) => conflict.columns(['texte', 'numero']).doNothing())
    .returning('numero')
    .executeTakeFirst()
  return added !== undefined
}

/** The number in force of a text, 0 when none was ever published. */
export async function numeroEnVigueur(db: Db | Tx, texte: string): Promise<number> {
  const { numero } = await db
    .selectFrom('conditions_version')
    .select((eb) => eb.fn.max<number | null>('numero').as('numero'))
    .where('texte', '=', texte)
    .executeTakeFirstOrThrow()
  return numero ?? 0
}

export interface Reponse {
  usagerId: string
  texte: string
  numero: number
  reponse: 'acceptee' | 'refusee'
  le: Date
}

/** Keeps what a person answered to a version. Answering the same twice changes nothing. */
export async function insertReponse(tx: Tx, { usagerId, ...reponse }: Reponse): Promise<boolean> {
  const added = await tx
    .insertInto('conditions_reponse')
    .values({ usager_id: usagerId, ...reponse })
    .onConflict((conflict) => conflict.columns(['usager_id', 'texte', 'numero', 'reponse']).doNothing())
    .returning('numero')
    .executeTakeFirst()
  return added !== undefined
}

/** When a person accepted a version; undefined when they did not. */
export async function acceptedOn(
  tx: Tx,
  usagerId: string,
  texte: string,
  numero: number,
): Promise<Date | undefined> {
  const found = await tx
    .selectFrom('conditions_reponse')
    .select('le')
    .where('usager_id', '=', usagerId)
    .where('texte', '=', texte)
    .where('numero', '=', numero)
    .where('reponse', '=', 'acceptee')
    .executeTakeFirst()
  return found?.le
}

/** For an account that is opened otherwise than by signing up: a demonstration, a test. */
export async function acceptInForce(tx: Tx, usagerId: string, texte: string, le: Date): Promise<void> {
  const numero = await numeroEnVigueur(tx, texte)
  if (numero > 0) await insertReponse(tx, { usagerId, texte, numero, reponse: 'acceptee', le })
}

const RESETTLE = `update session set acces = acces_de(usager_id) where usager_id = $1 and terminee_le is null`

/** Every open session of the person may do what their last answer says. */
export async function resettleSessions(tx: Tx, usagerId: string): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(RESETTLE, [usagerId]))
}
