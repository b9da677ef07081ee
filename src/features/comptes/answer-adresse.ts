import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { adressePrise } from './adresse-prise.ts'
import { queueAlerte, sendLien } from './alerte.ts'
import { adresseDejaPrise } from './courriels/adresse-deja-prise.ts'
import type { CourrielDeps } from './courriels/alertes.ts'
import { nouvelleAdresse } from './courriels/nouvelle-adresse.ts'
import { countLiens } from './lien-store.ts'

/** Confirmation mails that one person may have sent, to whatever addresses, in a day. */
const MAILS_A_DAY = 5
const DAY_MS = 86_400_000

/** The job behind a change of address: the confirmation link, or a word to whoever has that address. Runs twice harmlessly. */
export async function answerAdresse(
  deps: CourrielDeps & { db: Db; clock: Clock; linkKey: Buffer },
  id: string,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const lien = await tx
      .selectFrom('lien')
      .select(['email_normalise', 'donnees', 'cree_le'])
      .where('id', '=', id)
      .where('jeton_hash', 'is', null)
      .where('utilise_le', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!lien) return
    const { email = '', usagerId = '' } = lien.donnees as Record<string, string>
    if (await heldSince(tx, usagerId, lien.cree_le)) return
    const lately = await countLiens(tx, usagerId, 'nouvelle-adresse', new Date(le.getTime() - DAY_MS))
    if (lately >= MAILS_A_DAY) return
    if (!(await adressePrise(tx, lien.email_normalise, le, usagerId)))
      return sendLien(tx, deps.linkKey, id, {
        usagerId,
        destinataire: email,
        courriel: nouvelleAdresse(deps),
        le,
      })
    // Answered, by a mail that opens nothing.
    await tx.updateTable('lien').set({ utilise_le: le }).where('id', '=', id).execute()
    const holder = await tx
      .selectFrom('usager')
      .select(['id', 'email', 'email_normalise'])
      .where('email_normalise', '=', lien.email_normalise)
      .executeTakeFirst()
    if (holder)
      await queueAlerte(tx, deps.linkKey, {
        usagerId: holder.id,
        destinataire: holder.email,
        emailNormalise: holder.email_normalise,
        courriel: adresseDejaPrise(deps),
        le,
      })
  })
}

/** Whether the account was frozen, or its password changed, since the change of address was asked for. */
async function heldSince(tx: Tx, usagerId: string, since: Date): Promise<boolean> {
  const compte = await tx
    .selectFrom('usager')
    .select(['gele_le', 'mot_de_passe_le'])
    .where('id', '=', usagerId)
    // A password that is being changed is waited for.
    .forShare()
    .executeTakeFirst()
  return !compte || compte.gele_le !== null || compte.mot_de_passe_le > since
}
