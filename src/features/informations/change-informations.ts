import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { alerte, type CourrielDeps, getCompte, queueAlerte } from '../comptes/index.ts'
import type { Informations } from './informations.ts'

export interface InformationsDeps extends CourrielDeps {
  db: Db
  clock: Clock
  linkKey: Buffer
}

/** Keeps what the person says of themselves, and tells them by mail. The same again changes and tells nothing. */
export async function changeInformations(
  deps: InformationsDeps,
  acteur: UsagerActor,
  informations: Informations,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const { id: _id, email: _email, ...avant } = await getCompte(tx, acteur.usagerId)
    if (isDeepStrictEqual(avant, informations)) return
    await tx
      .updateTable('usager')
      .set({
        civilite: informations.civilite,
        prenom: informations.prenom,
        nom: informations.nom,
        date_naissance: informations.dateNaissance,
        telephone: informations.telephone,
        adresse: informations.adresse && JSON.stringify(informations.adresse),
        modifie_le: deps.clock.now(),
      })
      .where('id', '=', acteur.usagerId)
      .execute()
    await tellChange(tx, deps, acteur)
  })
}

/** What every change of what an account holds of a person leaves behind. Its content stands nowhere but in the account. */
export async function tellChange(tx: Tx, deps: InformationsDeps, acteur: UsagerActor): Promise<void> {
  const le = deps.clock.now()
  const { email, email_normalise } = await tx
    .selectFrom('usager')
    .select(['email', 'email_normalise'])
    .where('id', '=', acteur.usagerId)
    .executeTakeFirstOrThrow()
  await appendJournal(tx, {
    le,
    acteur,
    action: 'compte.informations-changees',
    objetId: acteur.usagerId,
  })
  await queueAlerte(tx, deps.linkKey, {
    usagerId: acteur.usagerId,
    destinataire: email,
    emailNormalise: email_normalise,
    courriel: alerte(deps, 'informations-changees', { le }),
    le,
  })
}
