import type { Tx } from '../../platform/db/database.ts'
import type { Lieu, Regles } from './destination.ts'

/** Why one document more has no room at a locked place; undefined when it has. */
export async function refusWhenFull(
  tx: Tx,
  lieu: Lieu,
  { maxIci, maxEnTout }: Regles,
): Promise<string | undefined> {
  const { colonne, id, champ } = lieu
  if (colonne === 'message_id') return refusOfMessage(tx, id, maxIci)
  const rows = await tx
    .selectFrom('piece')
    .select('champ')
    .where(colonne, '=', id)
    .where('demande_id', 'is', null)
    .execute()
  if (rows.filter((row) => row.champ === champ).length >= maxIci)
    return 'Vous avez déjà mis tous les documents possibles ici. Retirez-en un pour en mettre un autre.'
  return rows.length >= maxEnTout
    ? 'Cette demande contient déjà beaucoup de documents. Retirez-en un pour en mettre un autre.'
    : undefined
}

async function refusOfMessage(tx: Tx, messageId: string, max: number): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('document_de_message')
    .select('id')
    .where('message_id', '=', messageId)
    .execute()
  return rows.length >= max
    ? `Un message porte ${max} documents au plus. Retirez-en un, ou envoyez-le dans un autre message.`
    : undefined
}
