import type { Tx } from '../../platform/db/database.ts'
import { type EpreuveMontree, getAjout, insertEpreuve, spendEpreuve } from './epreuve-store.ts'
import { hasFacteur, MAX_CLES, nomDeCle, type Titulaire } from './facteur.ts'
import { connues, facteursDe, insertCle, lockTitulaire } from './facteur-store.ts'
import type { FacteursDeps } from './facteurs-deps.ts'
import { FacteurRefuse } from './refusals.ts'
import { firstCodes } from './renew-codes.ts'
import { creationOptions, verifyCreation } from './webauthn.ts'

/** A key that is about to be made. */
export interface CleEnCours {
  epreuve: string
  /** For the browser, as JSON. */
  options: string
}

/** A challenge of five minutes for the making of a passkey. */
export async function startCle(
  tx: Tx,
  { clock, publicOrigin }: Pick<FacteursDeps, 'clock' | 'publicOrigin'>,
  titulaire: Titulaire,
  who: { thumbprint: string; portail: string; email: string; nomAffiche: string },
): Promise<CleEnCours> {
  const options = await creationOptions(publicOrigin, {
    ...who,
    id: titulaire.id,
    connues: await connues(tx, titulaire),
  })
  const { thumbprint } = who
  const le = clock.now()
  const defi = options.challenge
  const epreuve = await insertEpreuve(tx, { titulaire, usage: 'ajout', thumbprint, defi, le })
  return { epreuve, options: JSON.stringify(options) }
}

/**
 * Adds the passkey that was made.
 * @returns the recovery codes, shown this once, when it is a citizen's first factor
 * @throws EpreuvePerimee | FacteurRefuse when it is not a good answer, is known already, or is one too many
 */
export async function finishCle(
  tx: Tx,
  { clock, publicOrigin }: Pick<FacteursDeps, 'clock' | 'publicOrigin'>,
  titulaire: Titulaire,
  made: EpreuveMontree & { nom: string; cle: string },
): Promise<string[] | undefined> {
  const now = clock.now()
  const { id, defi } = await getAjout(tx, made, titulaire, now)
  const cle = await verifyCreation(publicOrigin, defi, made.cle)
  if (!cle) throw new FacteurRefuse()
  await lockTitulaire(tx, titulaire)
  await spendEpreuve(tx, id)
  const before = await facteursDe(tx, titulaire)
  if (before.cles.length >= MAX_CLES) throw new FacteurRefuse()
  if (!(await insertCle(tx, titulaire, { ...cle, nom: nomDeCle(made.nom) }, now))) throw new FacteurRefuse()
  return firstCodes(tx, titulaire, hasFacteur(before))
}
