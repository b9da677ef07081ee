import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import {
  type FacteursDeps,
  finishApplication,
  finishCle,
  removeApplication,
  removeCle,
  renewCodes,
} from '../facteurs/index.ts'
import { queueAlerte } from './alerte.ts'
import { normaliseEmail } from './compte.ts'
import { getCompte } from './compte-store.ts'
import { alerte, type CourrielDeps, type NomDAlerte } from './courriels/alertes.ts'

type Deps = FacteursDeps & CourrielDeps & { linkKey: Buffer }

/** The challenge that is answered, from which browser. */
interface Ajout {
  id: string
  thumbprint: string
}

/**
 * A passkey for a citizen, who is told by mail.
 * @returns the recovery codes when it is the first factor
 * @throws EpreuvePerimee | FacteurRefuse
 */
export function addCle(
  deps: Deps,
  acteur: UsagerActor,
  ajout: Ajout & { nom: string; cle: string },
): Promise<string[] | undefined> {
  return inTransaction(deps.db, async (tx) => {
    const codes = await finishCle(tx, deps, { kind: 'usager', id: acteur.usagerId }, ajout)
    await tell(tx, deps, acteur, 'ajoute', 'cle')
    return codes
  })
}

/** The same for an authenticator application. */
export function addApplication(
  deps: Deps,
  acteur: UsagerActor,
  ajout: Ajout & { code: string },
): Promise<string[] | undefined> {
  return inTransaction(deps.db, async (tx) => {
    const codes = await finishApplication(tx, deps, acteur.usagerId, ajout)
    await tell(tx, deps, acteur, 'ajoute', 'application')
    return codes
  })
}

/** Takes away one of the person's passkeys; one that is gone already changes nothing and tells nobody. */
export async function dropCle(deps: Deps, acteur: UsagerActor, cle: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    if (await removeCle(tx, { kind: 'usager', id: acteur.usagerId }, cle))
      await tell(tx, deps, acteur, 'retire', 'cle')
  })
}

/** The same for the application. */
export async function dropApplication(deps: Deps, acteur: UsagerActor): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    if (await removeApplication(tx, acteur.usagerId)) await tell(tx, deps, acteur, 'retire', 'application')
  })
}

/** Ten other recovery codes. @returns none for whoever has no factor to stand in for */
export function renewCodesDeSecours(deps: Deps, acteur: UsagerActor): Promise<string[]> {
  return inTransaction(deps.db, async (tx) => {
    const codes = await renewCodes(tx, acteur.usagerId)
    if (codes.length === 0) return codes
    const le = deps.clock.now()
    await appendJournal(tx, {
      le,
      acteur,
      action: 'code-de-secours.renouvele',
      objetId: acteur.usagerId,
    })
    await mail(tx, deps, acteur, 'codes-de-secours-renouveles', le)
    return codes
  })
}

async function tell(
  tx: Tx,
  deps: Deps,
  acteur: UsagerActor,
  fait: 'ajoute' | 'retire',
  genre: 'cle' | 'application',
): Promise<void> {
  const le = deps.clock.now()
  await appendJournal(tx, {
    le,
    acteur,
    action: `facteur.${fait}`,
    objetId: acteur.usagerId,
    donnees: { genre },
  })
  await mail(tx, deps, acteur, `facteur-${fait}`, le)
}

async function mail(tx: Tx, deps: Deps, acteur: UsagerActor, nom: NomDAlerte, le: Date): Promise<void> {
  const { email } = await getCompte(tx, acteur.usagerId)
  await queueAlerte(tx, deps.linkKey, {
    usagerId: acteur.usagerId,
    destinataire: email,
    emailNormalise: normaliseEmail(email),
    courriel: alerte(deps, nom, { le }),
    le,
  })
}
