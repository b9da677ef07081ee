import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { type InscriptionSaisie, normaliseEmail } from './compte.ts'

const LINK_HOURS = 24

/**
 * Keeps a sign-up until its address is confirmed. The same work is done for a known and an unknown address; the
 * job finds out which it is, and mails one thing or the other.
 * @param conditionsVersion the number of the general terms that the person accepted
 * @param motDePasseHash Argon2id, already computed (outside the transaction)
 */
export async function requestInscription(
  deps: { db: Db; clock: Clock },
  saisie: Omit<InscriptionSaisie, 'motDePasse' | 'conditions'>,
  motDePasseHash: string,
  conditionsVersion: number,
): Promise<void> {
  const id = uuidv7()
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    await tx
      .insertInto('inscription')
      .values({
        id,
        email: saisie.email,
        email_normalise: normaliseEmail(saisie.email),
        mot_de_passe: motDePasseHash,
        prenom: saisie.prenom,
        nom: saisie.nom,
        conditions_version: conditionsVersion,
        cree_le: now,
        expire_le: new Date(now.getTime() + LINK_HOURS * 3_600_000),
      })
      .execute()
    await appendJournal(tx, {
      le: now,
      acteur: { kind: 'anonyme' },
      action: 'inscription.demandee',
      objetId: id,
    })
    await addJob(tx, 'inscription:repond', { id })
  })
}
