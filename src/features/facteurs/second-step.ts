import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '../../platform/db/database.ts'
import { type EpreuveMontree, findConnexion, insertEpreuve } from './epreuve-store.ts'
import type { Titulaire } from './facteur.ts'
import { connues, facteursDe, hasSecondStep } from './facteur-store.ts'
import type { FacteursDeps } from './facteurs-deps.ts'
import { requestOptions } from './webauthn.ts'

/** What the page of the second step offers. */
export interface DeuxiemeEtape {
  epreuve: string
  /** For the browser, as JSON; absent when the person has no passkey. */
  options?: string
  application: boolean
  secours: boolean
}

async function offer(
  db: Db | Tx,
  publicOrigin: string,
  titulaire: Titulaire,
  epreuve: { id: string; defi: string },
): Promise<DeuxiemeEtape> {
  const [cles, facteurs] = [await connues(db, titulaire), await facteursDe(db, titulaire)]
  return {
    epreuve: epreuve.id,
    ...(cles.length > 0
      ? { options: JSON.stringify(await requestOptions(publicOrigin, cles, epreuve.defi)) }
      : {}),
    application: facteurs.application,
    secours: facteurs.codesRestants > 0,
  }
}

/**
 * Opens the second step for whoever gave the right password: a challenge of five minutes for this browser's key.
 * @returns undefined when there is none to make: a citizen without a factor, an agent without a passkey
 */
export async function startSecondStep(
  tx: Tx,
  { clock, publicOrigin }: Pick<FacteursDeps, 'clock' | 'publicOrigin'>,
  titulaire: Titulaire,
  thumbprint: string,
): Promise<DeuxiemeEtape | undefined> {
  if (!(await hasSecondStep(tx, titulaire))) return undefined
  const defi = randomBytes(32).toString('base64url')
  const id = await insertEpreuve(tx, { titulaire, usage: 'connexion', thumbprint, defi, le: clock.now() })
  return offer(tx, publicOrigin, titulaire, { id, defi })
}

/** The same step again after a wrong answer; undefined when its tries or its time are spent. */
export async function showSecondStep(
  { db, clock, publicOrigin }: FacteursDeps,
  montree: EpreuveMontree,
  pour: Titulaire['kind'],
): Promise<DeuxiemeEtape | undefined> {
  const epreuve = await findConnexion(db, montree, pour, clock.now())
  return epreuve && offer(db, publicOrigin, epreuve.titulaire, epreuve)
}
