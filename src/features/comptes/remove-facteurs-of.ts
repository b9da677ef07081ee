import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { endSessionsOfUsager } from '../../platform/session/session-store.ts'
import { facteursDe, removeApplication, removeCle } from '../facteurs/index.ts'
import { queueAlerte } from './alerte.ts'
import type { ClotureDeps } from './close-compte.ts'
import { normaliseEmail } from './compte.ts'
import { alerte } from './courriels/alertes.ts'

/**
 * For a holder who lost every second factor and whom the service has recognised: all of them go, every session ends,
 * and the holder is told.
 * @returns how many were taken away; undefined when the address has no account
 */
export function removeFacteursOf(deps: ClotureDeps, email: string): Promise<number | undefined> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const compte = await tx
      .selectFrom('usager')
      .select(['id', 'email', 'email_normalise'])
      .where('email_normalise', '=', normaliseEmail(email))
      .forUpdate()
      .executeTakeFirst()
    if (!compte) return undefined
    const { cles } = await facteursDe(tx, { kind: 'usager', id: compte.id })
    let removed = (await removeApplication(tx, compte.id)) ? 1 : 0
    for (const { id } of cles) if (await removeCle(tx, { kind: 'usager', id: compte.id }, id)) removed += 1
    if (removed === 0) return 0
    await endSessionsOfUsager(tx, compte.id, le)
    await appendJournal(tx, {
      le,
      acteur: { kind: 'systeme' },
      action: 'facteur.retire',
      objetId: compte.id,
      donnees: { genre: 'tous' },
    })
    await queueAlerte(tx, deps.linkKey, {
      usagerId: compte.id,
      destinataire: compte.email,
      emailNormalise: compte.email_normalise,
      courriel: alerte(deps, 'facteur-retire', { le }),
      le,
    })
    return removed
  })
}
