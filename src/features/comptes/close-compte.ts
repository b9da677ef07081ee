import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal, type JournalActor } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { endSessionsOfUsager } from '../../platform/session/session-store.ts'
import { queueAlerte } from './alerte.ts'
import { alerte, type CourrielDeps } from './courriels/alertes.ts'
import { compteFerme } from './courriels/compte-ferme.ts'
import { retireLiens, useLien } from './lien-store.ts'
import { ClotureImpossible, LienPerime } from './refusals.ts'

export interface ClotureDeps extends CourrielDeps {
  db: Db
  clock: Clock
  linkKey: Buffer
}

/** The time to change one's mind. */
export const DELAI_DE_CLOTURE_MS = 30 * 86_400_000

/** The demandes that somebody is working on or waiting for: while there are any, the account stays. */
export function demandesEnCours(db: Db | Tx, usagerId: string): Promise<{ reference: string }[]> {
  return db
    .selectFrom('demande')
    .select('reference')
    .where('usager_id', '=', usagerId)
    .where('statut', 'in', ['deposee', 'en_instruction', 'a_completer'])
    .orderBy('deposee_le')
    .limit(50)
    .execute()
}

/** Closes the account: everybody is signed out, and it is erased in thirty days. @throws ClotureImpossible */
export async function closeCompte(deps: ClotureDeps, acteur: UsagerActor): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    // A dépôt refers to this row, and so waits for this lock: it is seen here, or comes after and keeps the account.
    const compte = await tx
      .selectFrom('usager')
      .select(['email', 'email_normalise', 'cloture_le'])
      .where('id', '=', acteur.usagerId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (compte.cloture_le) return
    const enCours = await demandesEnCours(tx, acteur.usagerId)
    if (enCours.length > 0) throw new ClotureImpossible()
    await tx.updateTable('usager').set({ cloture_le: le }).where('id', '=', acteur.usagerId).execute()
    await endSessionsOfUsager(tx, acteur.usagerId, le)
    await appendJournal(tx, { le, acteur, action: 'compte.ferme', objetId: acteur.usagerId })
    await queueAlerte(tx, deps.linkKey, {
      usagerId: acteur.usagerId,
      destinataire: compte.email,
      emailNormalise: compte.email_normalise,
      genre: 'cloture',
      courriel: compteFerme(deps, new Date(le.getTime() + DELAI_DE_CLOTURE_MS)),
      le,
    })
  })
}

/** The holder keeps the account after all, by the link or signed in. Doing it twice changes nothing. */
export async function keepCompte(deps: ClotureDeps, acteur: UsagerActor): Promise<void> {
  await inTransaction(deps.db, (tx) => keep(tx, deps, acteur.usagerId, acteur))
}

/** @throws LienPerime */
export async function keepCompteByLien(deps: ClotureDeps, jeton: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const lien = await useLien(tx, jeton, 'cloture', deps.clock.now())
    if (!lien) throw new LienPerime('cloture')
    await keep(tx, deps, lien.usagerId, { kind: 'anonyme' })
  })
}

async function keep(tx: Tx, deps: ClotureDeps, usagerId: string, acteur: JournalActor): Promise<void> {
  const le = deps.clock.now()
  const compte = await tx
    .updateTable('usager')
    .set({ cloture_le: null })
    .where('id', '=', usagerId)
    .where('cloture_le', 'is not', null)
    .returning(['email', 'email_normalise'])
    .executeTakeFirst()
  if (!compte) return
  await retireLiens(tx, usagerId, 'cloture', le)
  await appendJournal(tx, { le, acteur, action: 'compte.garde', objetId: usagerId })
  await queueAlerte(tx, deps.linkKey, {
    usagerId,
    destinataire: compte.email,
    emailNormalise: compte.email_normalise,
    courriel: alerte(deps, 'cloture-annulee', { le }),
    le,
  })
}
