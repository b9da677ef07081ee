import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { unseal } from '../../platform/files/sealed-box.ts'
import { clearAttempts, lockKey, sourceKey, takeAttempt } from '../../platform/session/lockout-store.ts'
import { stepOfCode } from '../../platform/session/totp.ts'
import { hashOfCode } from './codes-de-secours.ts'
import { type Epreuve, type EpreuveMontree, findConnexion, spendEpreuve, takeTry } from './epreuve-store.ts'
import type { Moyen, Reponse, Titulaire } from './facteur.ts'
import { findCle, findTotp, holdTitulaire, spendCode, spendCounter, spendTotpStep } from './facteur-store.ts'
import type { FacteursDeps } from './facteurs-deps.ts'
import { EpreuvePerimee, FacteurBloque, FacteurRefuse } from './refusals.ts'
import { claimedKey, verifyAssertion } from './webauthn.ts'

export interface SecondStepInput extends EpreuveMontree {
  pour: Titulaire['kind']
  reponse: Reponse
  /** Network address of the browser. */
  ip: string
}

export interface Passed {
  titulaire: Titulaire
  par: Moyen
  /** When the password was given. */
  depuis: Date
}

/** Marks the factor as used; false when it was used meanwhile. */
type Spend = (tx: Tx) => Promise<boolean>

/**
 * Judges the answer to a second step and, in one transaction, spends the challenge and the factor and does what they
 * allow. Each answer is counted before it is looked at. A wrong one leaves the challenge for the tries that remain.
 * @throws EpreuvePerimee | FacteurRefuse | FacteurBloque
 */
export async function passSecondStep<T>(
  deps: FacteursDeps,
  input: SecondStepInput,
  allow: (tx: Tx, passed: Passed) => Promise<T>,
): Promise<T> {
  const now = deps.clock.now()
  const epreuve = await findConnexion(deps.db, input, input.pour, now)
  if (!epreuve) throw new EpreuvePerimee()
  const { titulaire } = epreuve
  await takeTry(deps.db, epreuve.id)
  const keys = {
    adresse: lockKey(deps.lockoutKey, `facteur:${titulaire.id}`),
    source: sourceKey(deps.lockoutKey, input.ip),
  }
  const attempt = await takeAttempt(deps.db, keys, now, deps.lockRules)
  if (attempt.bloqueJusquA) throw new FacteurBloque(attempt.bloqueJusquA)
  const [par, spend] = await judge(deps, epreuve, input.reponse, now)
  const refuse = () => new FacteurRefuse(titulaire, attempt.dernierAvant !== undefined)
  if (!spend) throw refuse()
  return inTransaction(deps.db, async (tx) => {
    // First of all, as whoever changes the password does, and then drops what the former one began.
    await holdTitulaire(tx, titulaire)
    await spendEpreuve(tx, epreuve.id)
    if (!(await spend(tx))) throw refuse()
    await clearAttempts(tx, keys, now)
    return allow(tx, { titulaire, par, depuis: epreuve.creeeLe })
  })
}

async function judge(
  deps: FacteursDeps,
  epreuve: Epreuve,
  reponse: Reponse,
  now: Date,
): Promise<[Moyen, Spend | undefined]> {
  if (reponse.cle !== '') return ['cle', await judgeCle(deps, epreuve, reponse.cle, now)]
  if (reponse.code.trim() !== '')
    return ['application', await judgeCode(deps, epreuve.titulaire, reponse.code, now)]
  return ['secours', judgeSecours(epreuve.titulaire, reponse.secours, now)]
}

async function judgeCle(
  { db, publicOrigin }: FacteursDeps,
  { titulaire, defi }: Epreuve,
  json: string,
  now: Date,
): Promise<Spend | undefined> {
  const id = claimedKey(json)
  const cle = id === undefined ? undefined : await findCle(db, titulaire, id)
  const compteur = cle && (await verifyAssertion(publicOrigin, defi, json, cle))
  if (!cle || compteur === undefined) return undefined
  return (tx) => spendCounter(tx, cle.id, compteur, now)
}

async function judgeCode(
  { db, totpKey }: FacteursDeps,
  titulaire: Titulaire,
  code: string,
  now: Date,
): Promise<Spend | undefined> {
  const sealed = await findTotp(db, titulaire)
  const step = sealed && stepOfCode(unseal(totpKey, sealed, `totp:${titulaire.id}`), code, now)
  return step === null || step === undefined ? undefined : (tx) => spendTotpStep(tx, titulaire, step)
}

function judgeSecours({ kind, id }: Titulaire, code: string, now: Date): Spend | undefined {
  const empreinte = kind === 'usager' ? hashOfCode(id, code) : undefined
  return empreinte && ((tx) => spendCode(tx, id, empreinte, now))
}
