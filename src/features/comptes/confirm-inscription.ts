import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { linkTokenHash } from '../../platform/mail/link-token.ts'
import { insertUsager } from './compte-store.ts'
import { LienInvalide } from './refusals.ts'

/**
 * Turns a confirmed sign-up into an account. A second click on the same link within its 24 hours finds the account
 * there and says so all the same (a mail reader may have clicked first).
 * @throws LienInvalide
 */
export async function confirmInscription(deps: { db: Db; clock: Clock }, token: string): Promise<void> {
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const inscription = await tx
      .selectFrom('inscription')
      .selectAll()
      .where('jeton_hash', '=', linkTokenHash(token))
      .where('expire_le', '>', now)
      .forUpdate()
      .executeTakeFirst()
    if (!inscription) throw new LienInvalide()
    if (inscription.confirmee_le) return
    const id = uuidv7()
    const created = await insertUsager(tx, {
      id,
      email: inscription.email,
      emailNormalise: inscription.email_normalise,
      prenom: inscription.prenom,
      nom: inscription.nom,
      motDePasseHash: inscription.mot_de_passe,
      conditionsVersion: inscription.conditions_version,
      conditionsAccepteesLe: inscription.cree_le,
      le: now,
    })
    // Two sign-ups for one address: the first link that was followed made the account, the other opens nothing.
    if (!created) throw new LienInvalide()
    await tx.updateTable('inscription').set({ confirmee_le: now }).where('id', '=', inscription.id).execute()
    await appendJournal(tx, { le: now, acteur: { kind: 'anonyme' }, action: 'compte.cree', objetId: id })
  })
}
