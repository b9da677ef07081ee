import { allJobs } from '../../src/app/worker.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { queueMail } from '../../src/platform/mail/outbox.ts'
import type { Portal } from './portal.ts'

/** What a test of mails asks of a portal whose worker stands still. */
export function outboxOf({ context }: Portal) {
  const { db } = context
  const job = (name: string, payload: unknown = {}) => allJobs(context)[name]?.(payload)
  return {
    job,
    /** @returns the id of a mail that waits */
    queue: (usagerId: string, destinataire: string): Promise<string> =>
      inTransaction(db, (tx) =>
        queueMail(tx, context.clock.now(), {
          modele: 'essai',
          destinataire,
          usagerId,
          sujet: 'Bonjour',
          texte: 'Texte',
          html: '<p>Texte</p>',
        }),
      ),
    send: (id: string) => job('courriel:envoie', { id }),
    rowOf: (id: string) =>
      db
        .selectFrom('courriel')
        .select(['envoye_le', 'abandonne_le', 'dernier_refus'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    /** Since when the address of an account is refused. */
    refuseeLe: async (usagerId: string): Promise<Date | null> =>
      (
        await db
          .selectFrom('usager')
          .select('adresse_refusee_le')
          .where('id', '=', usagerId)
          .executeTakeFirstOrThrow()
      ).adresse_refusee_le,
    /** What the journal's lines of an action say of an account. */
    journal: async (action: string, usagerId: string): Promise<unknown[]> =>
      (
        await db
          .selectFrom('journal')
          .select('donnees')
          .where('action', '=', action)
          .where('objet_id', '=', usagerId)
          .execute()
      ).map(({ donnees }) => donnees),
  }
}
