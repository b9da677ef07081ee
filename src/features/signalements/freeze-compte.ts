import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal, type JournalActor } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { endSessionsOfUsager } from '../../platform/session/session-store.ts'
import {
  type CourrielDeps,
  findLienDeGel,
  LienPerime,
  queueAlerte,
  restoreAdresse,
  retireLiens,
} from '../comptes/index.ts'
import { signalementRecu } from './courriels/signalement-recu.ts'
import { collectIndices, insertSignalement, type Origine } from './signalement-store.ts'

export interface SignalementDeps extends CourrielDeps {
  db: Db
  clock: Clock
  linkKey: Buffer
}

/** Reported from an open session: the account is frozen at once. @returns the reference */
export function freezeFromCompte(deps: SignalementDeps, acteur: UsagerActor, recit: string): Promise<string> {
  return inTransaction(deps.db, (tx) =>
    freeze(tx, deps, { usagerId: acteur.usagerId, origine: 'compte', recit, acteur }),
  )
}

/**
 * « Ce n’était pas moi », by the link of a security mail of the last thirty days: the account is frozen at once. The
 * link of a change of address, at the former one, also takes that change back: whoever has the new mailbox could
 * otherwise choose the next password. Pressed again, it answers the same reference.
 * @throws LienPerime
 */
export function freezeByLien(deps: SignalementDeps, jeton: string, recit: string): Promise<string> {
  return inTransaction(deps.db, async (tx) => {
    const lien = await findLienDeGel(tx, jeton, deps.clock.now())
    if (!lien) throw new LienPerime('gel')
    if (lien.genre === 'annulation-adresse') await restoreAdresse(tx, lien, deps.clock.now())
    return freeze(tx, deps, {
      usagerId: lien.usagerId,
      origine: 'courriel',
      recit,
      acteur: { kind: 'anonyme' },
    })
  })
}

async function freeze(
  tx: Tx,
  deps: SignalementDeps,
  given: { usagerId: string; origine: Origine; recit: string; acteur: JournalActor },
): Promise<string> {
  const { usagerId, origine, recit, acteur } = given
  const le = deps.clock.now()
  const compte = await tx
    .selectFrom('usager')
    .select(['email', 'email_normalise', 'gele_le'])
    .where('id', '=', usagerId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const known = compte.gele_le && (await referenceOfFreeze(tx, usagerId, compte.gele_le))
  if (known) return known
  const indices = await collectIndices(tx, usagerId)
  await tx.updateTable('usager').set({ gele_le: le }).where('id', '=', usagerId).execute()
  await endSessionsOfUsager(tx, usagerId, le)
  await retireLiens(tx, usagerId, 'nouvelle-adresse', le)
  const { id, reference } = await insertSignalement(tx, {
    origine,
    usagerId,
    courriel: compte.email,
    recit,
    gele: true,
    indices,
    le,
  })
  await appendJournal(tx, {
    le,
    acteur,
    action: 'compte.gele',
    objetId: usagerId,
    donnees: { signalement: id },
  })
  await queueAlerte(tx, deps.linkKey, {
    usagerId,
    destinataire: compte.email,
    emailNormalise: compte.email_normalise,
    courriel: signalementRecu(deps, { le, reference }),
    le,
  })
  return reference
}

async function referenceOfFreeze(tx: Tx, usagerId: string, geleLe: Date): Promise<string | undefined> {
  const ticket = await tx
    .selectFrom('signalement')
    .select('reference')
    .where('usager_id', '=', usagerId)
    .where('gele', '=', true)
    .where('cree_le', '=', geleLe)
    .executeTakeFirst()
  return ticket?.reference
}
