import type { Selectable } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { DB } from '../../platform/db/schema.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { linkTokenHash } from '../../platform/mail/link-token.ts'
import { type LockoutDeps, tryPassword } from '../../platform/session/try-password.ts'
import { GENERAL, insertReponse } from '../conditions/index.ts'
import { adressePrise } from './adresse-prise.ts'
import { queueAlerte } from './alerte.ts'
import { insertUsager } from './compte-store.ts'
import { alerte, type CourrielDeps } from './courriels/alertes.ts'
import { ConnexionBloquee, ConnexionRefusee, LienInvalide } from './refusals.ts'

export interface ConfirmDeps extends CourrielDeps, LockoutDeps {
  linkKey: Buffer
}

/**
 * Turns a confirmed sign-up into an account. The link proves the address, the password proves that whoever reads its
 * mails also signed up: without it, a stranger's sign-up with somebody's address would become an account that the
 * stranger can enter. A second press within the 24 hours of the link finds the account there.
 * @returns the address of the account
 * @throws LienInvalide | ConnexionBloquee | ConnexionRefusee | TropDeMonde
 */
export async function confirmInscription(
  deps: ConfirmDeps,
  input: { jeton: string; motDePasse: string; ip: string },
): Promise<string> {
  const now = deps.clock.now()
  const inscription = await deps.db
    .selectFrom('inscription')
    .selectAll()
    .where('jeton_hash', '=', linkTokenHash(input.jeton))
    .where('expire_le', '>', now)
    .executeTakeFirst()
  if (!inscription) throw new LienInvalide()
  if (inscription.confirmee_le) return inscription.email
  await provePassword(deps, inscription, input)
  await inTransaction(deps.db, (tx) => createCompte(tx, deps, inscription))
  return inscription.email
}

type Inscription = Selectable<DB['inscription']>

/** Guessing is held back as at sign-in. */
async function provePassword(
  deps: ConfirmDeps,
  inscription: Inscription,
  { motDePasse, ip }: { motDePasse: string; ip: string },
): Promise<void> {
  const verdict = await tryPassword(deps, {
    adresse: inscription.email_normalise,
    ip,
    motDePasse,
    attendu: async () => inscription.mot_de_passe,
  })
  if (verdict.kind === 'bloque') throw new ConnexionBloquee(verdict.jusquA)
  if (verdict.kind === 'faux') throw new ConnexionRefusee()
}

async function createCompte(tx: Tx, deps: ConfirmDeps, inscription: Inscription): Promise<void> {
  const now = deps.clock.now()
  const { numUpdatedRows } = await tx
    .updateTable('inscription')
    .set({ confirmee_le: now })
    .where('id', '=', inscription.id)
    .where('confirmee_le', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  if (await adressePrise(tx, inscription.email_normalise, now)) throw new LienInvalide()
  const id = uuidv7()
  const created = await insertUsager(tx, {
    id,
    email: inscription.email,
    emailNormalise: inscription.email_normalise,
    prenom: inscription.prenom,
    nom: inscription.nom,
    motDePasseHash: inscription.mot_de_passe,
    le: now,
  })
  // Two sign-ups for one address: the first link that was followed made the account, the other opens nothing.
  if (!created) throw new LienInvalide()
  await insertReponse(tx, {
    usagerId: id,
    texte: GENERAL,
    numero: inscription.conditions_version,
    reponse: 'acceptee',
    le: inscription.cree_le,
  })
  await appendJournal(tx, { le: now, acteur: { kind: 'anonyme' }, action: 'compte.cree', objetId: id })
  await queueAlerte(tx, deps.linkKey, {
    usagerId: id,
    destinataire: inscription.email,
    emailNormalise: inscription.email_normalise,
    courriel: alerte(deps, 'compte-ouvert', { le: now }),
    le: now,
  })
}
