import type { Db, Tx } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { EcritureIntrouvable } from './refusals.ts'

const PAR_PAGE = 50

export interface ChequeVu {
  id: string
  commande: string
  demarche: string
  montantCents: number
  numero: string | null
  banque: string | null
  /** YYYY-MM-DD */
  recuLe: string
  impaye: boolean
}

function rowsOf(db: Db | Tx, { demarches }: AgentActor) {
  return db
    .selectFrom('cheque as c')
    .innerJoin('paiement as p', 'p.id', 'c.paiement_id')
    .select([
      ...(['p.id', 'p.commande', 'p.demarche', 'p.montant_cents as montantCents', 'p.impaye'] as const),
      ...(['c.numero', 'c.banque', 'c.recu_le as recuLe'] as const),
    ])
    .where('p.demarche', '=', (eb) => eb.fn.any(eb.val([...demarches])))
}

/** The cheques, the last noted first. @param avant the id of the last one of the page before */
export async function chequesRecus(
  db: Db,
  acteur: AgentActor,
  avant: string | undefined,
): Promise<{ cheques: ChequeVu[]; suite: string | null }> {
  let query = rowsOf(db, acteur)
    .orderBy('c.paiement_id', 'desc')
    .limit(PAR_PAGE + 1)
  if (avant !== undefined && isUuid(avant)) query = query.where('c.paiement_id', '<', avant)
  const rows = await query.execute()
  const cheques = rows.slice(0, PAR_PAGE)
  return { cheques, suite: rows.length > PAR_PAGE ? (cheques.at(-1)?.id ?? null) : null }
}

/** @throws EcritureIntrouvable */
export async function getCheque(db: Db | Tx, acteur: AgentActor, id: string): Promise<ChequeVu> {
  const row = isUuid(id) ? await rowsOf(db, acteur).where('p.id', '=', id).executeTakeFirst() : undefined
  if (!row) throw new EcritureIntrouvable()
  return row
}
