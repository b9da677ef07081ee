import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { endSession, endSessionsOfUsager, sessionsOfUsager } from '../../platform/session/session-store.ts'
import { queueAlerte } from './alerte.ts'
import { normaliseEmail } from './compte.ts'
import { alerte, type CourrielDeps, type NomDAlerte } from './courriels/alertes.ts'
import { SessionIntrouvable } from './refusals.ts'

interface Deps extends CourrielDeps {
  db: Db
  clock: Clock
  linkKey: Buffer
}

/** Ends one session of the person, from another. @throws SessionIntrouvable also for somebody else's */
export async function endOneSession(deps: Deps, acteur: UsagerActor, id: string): Promise<void> {
  const le = deps.clock.now()
  const mine = await sessionsOfUsager(deps.db, acteur.usagerId, le)
  if (!mine.some((session) => session.id === id)) throw new SessionIntrouvable()
  await inTransaction(deps.db, async (tx) => {
    await endSession(tx, id, le)
    await appendJournal(tx, { le, acteur, action: 'session.terminee-a-distance', objetId: id })
    await tell(tx, deps, acteur, le)
  })
}

/** Ends every session of the person but this one. */
export async function endOtherSessions(deps: Deps, acteur: UsagerActor): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const fermees = await endSessionsOfUsager(tx, acteur.usagerId, le, acteur.sessionId)
    await appendJournal(tx, {
      le,
      acteur,
      action: 'session.autres-terminees',
      objetId: acteur.usagerId,
      donnees: { fermees },
    })
    if (fermees > 0) await tell(tx, deps, acteur, le)
  })
}

/** Ends every session of an address, for an operator; the holder is told. @returns how many; undefined without account */
export function endSessionsFor(deps: Deps, email: string): Promise<number | undefined> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const compte = await tx
      .selectFrom('usager')
      .select('id')
      .where('email_normalise', '=', normaliseEmail(email))
      .executeTakeFirst()
    if (!compte) return undefined
    const fermees = await endSessionsOfUsager(tx, compte.id, le)
    const acteur = { kind: 'systeme' } as const
    const donnees = { fermees }
    await appendJournal(tx, { le, acteur, action: 'session.autres-terminees', objetId: compte.id, donnees })
    if (fermees > 0) await tell(tx, deps, { usagerId: compte.id }, le, 'sessions-fermees')
    return fermees
  })
}

async function tell(
  tx: Tx,
  deps: Deps,
  { usagerId }: { usagerId: string },
  le: Date,
  nom: NomDAlerte = 'sessions-terminees',
): Promise<void> {
  const compte = await tx
    .selectFrom('usager')
    .select(['email', 'email_normalise'])
    .where('id', '=', usagerId)
    .executeTakeFirstOrThrow()
  await queueAlerte(tx, deps.linkKey, {
    usagerId,
    destinataire: compte.email,
    emailNormalise: compte.email_normalise,
    courriel: alerte(deps, nom, { le }),
    le,
  })
}
