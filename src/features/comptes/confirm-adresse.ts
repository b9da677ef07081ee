import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { adressePrise } from './adresse-prise.ts'
import { queueAlerte } from './alerte.ts'
import { adresseChangee } from './courriels/adresse-changee.ts'
import { alerte, type CourrielDeps } from './courriels/alertes.ts'
import { type LienSuivi, retireLiensDEntree, useLien } from './lien-store.ts'
import { LienPerime } from './refusals.ts'

/**
 * The new mailbox confirms: the identifier changes, both addresses are told, and the former one may take it back for
 * seven days. @throws LienPerime also when the address was taken meanwhile, or the account is frozen
 */
export async function confirmAdresse(
  deps: CourrielDeps & { db: Db; clock: Clock; linkKey: Buffer },
  jeton: string,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const lien = await useLien(tx, jeton, 'nouvelle-adresse', le)
    if (!lien) throw new LienPerime('nouvelle-adresse')
    const { usagerId, emailNormalise } = lien
    const avant = await tx
      .selectFrom('usager')
      .select(['email', 'email_normalise', 'gele_le'])
      .where('id', '=', usagerId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (avant.gele_le || (await adressePrise(tx, emailNormalise, le, usagerId)))
      throw new LienPerime('nouvelle-adresse')
    await setAdresse(tx, usagerId, lien.donnees.email ?? emailNormalise, emailNormalise)
    await retireLiensDEntree(tx, usagerId, le)
    await appendJournal(tx, {
      le,
      acteur: { kind: 'anonyme' },
      action: 'compte.adresse-changee',
      objetId: usagerId,
    })
    await tellBoth(tx, deps, lien, avant, le)
  })
}

async function tellBoth(
  tx: Tx,
  deps: CourrielDeps & { linkKey: Buffer },
  { usagerId, emailNormalise, donnees }: LienSuivi,
  avant: { email: string; email_normalise: string },
  le: Date,
): Promise<void> {
  await queueAlerte(tx, deps.linkKey, {
    usagerId,
    destinataire: avant.email,
    emailNormalise: avant.email_normalise,
    genre: 'annulation-adresse',
    donnees: { email: avant.email },
    courriel: adresseChangee(deps, le),
    le,
  })
  await queueAlerte(tx, deps.linkKey, {
    usagerId,
    destinataire: donnees.email ?? emailNormalise,
    emailNormalise,
    courriel: alerte(deps, 'adresse-confirmee', { le }),
    le,
  })
}

async function setAdresse(tx: Tx, usagerId: string, email: string, emailNormalise: string): Promise<void> {
  await tx
    .updateTable('usager')
    .set({ email, email_normalise: emailNormalise, adresse_refusee_le: null })
    .where('id', '=', usagerId)
    .execute()
}

/**
 * By the link sent to the former address, within its seven days: that address is the identifier again, and the links
 * sent to those that came after it open nothing any more. Later, or a second time, nothing changes.
 */
export async function restoreAdresse(tx: Tx, lien: LienSuivi, le: Date): Promise<void> {
  const used = await tx
    .updateTable('lien')
    .set({ utilise_le: le })
    .where('id', '=', lien.id)
    .where('utilise_le', 'is', null)
    .where('expire_le', '>', le)
    .returning('cree_le')
    .executeTakeFirst()
  if (!used) return
  const { usagerId, emailNormalise, donnees } = lien
  await setAdresse(tx, usagerId, donnees.email ?? emailNormalise, emailNormalise)
  await tx
    .deleteFrom('lien')
    .where('usager_id', '=', usagerId)
    .where('cree_le', '>=', used.cree_le)
    .where('id', '!=', lien.id)
    .execute()
  await retireLiensDEntree(tx, usagerId, le)
  await appendJournal(tx, {
    le,
    acteur: { kind: 'anonyme' },
    action: 'compte.adresse-retablie',
    objetId: usagerId,
  })
}
