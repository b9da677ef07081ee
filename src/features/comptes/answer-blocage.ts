import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { sendLien } from './alerte.ts'
import type { CourrielDeps } from './courriels/alertes.ts'
import { connexionBloquee } from './courriels/connexion-bloquee.ts'
import { countLiens } from './lien-store.ts'

const DAY_MS = 86_400_000

/** The job behind a block: one unlock link a day, when the address has an account. Runs twice harmlessly. */
export async function answerBlocage(
  deps: CourrielDeps & { db: Db; clock: Clock; linkKey: Buffer },
  id: string,
): Promise<void> {
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const noted = await tx
      .selectFrom('lien')
      .select(['email_normalise', 'cree_le'])
      .where('id', '=', id)
      .where('jeton_hash', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    const compte =
      noted &&
      (await tx
        .selectFrom('usager')
        .select(['id', 'email'])
        .where('email_normalise', '=', noted.email_normalise)
        .forUpdate()
        .executeTakeFirst())
    if (!compte) return
    if ((await countLiens(tx, compte.id, 'deblocage', new Date(now.getTime() - DAY_MS))) > 0) return
    await sendLien(tx, deps.linkKey, id, {
      usagerId: compte.id,
      destinataire: compte.email,
      courriel: connexionBloquee(deps, noted.cree_le),
      le: now,
    })
  })
}
