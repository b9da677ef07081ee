import type { Db, Tx } from '../../platform/db/database.ts'
import { seal, unseal } from '../../platform/files/sealed-box.ts'
import { newTotpSecret, stepOfCode, totpSecretText, totpUri } from '../../platform/session/totp.ts'
import { type Epreuve, type EpreuveMontree, getAjout, insertEpreuve, spendEpreuve } from './epreuve-store.ts'
import { hasFacteur, type Titulaire } from './facteur.ts'
import { facteursDe, lockTitulaire } from './facteur-store.ts'
import type { FacteursDeps } from './facteurs-deps.ts'
import { EpreuvePerimee, FacteurRefuse } from './refusals.ts'
import { firstCodes } from './renew-codes.ts'

type Deps = Pick<FacteursDeps, 'clock' | 'totpKey'>

/** An application that waits for its first code. */
export interface ApplicationEnCours {
  epreuve: string
  /** In base 32, to be typed. */
  secret: string
  /** `otpauth://…`, to be opened or scanned. */
  uri: string
}

const MARK = 'totp:'
const contextOf = (epreuveId: string): string => `ajout-totp:${epreuveId}`
const titulaireOf = (usagerId: string): Titulaire => ({ kind: 'usager', id: usagerId })

/** Makes the secret of an application and keeps it sealed beside the account until a code proves that it was taken in. */
export async function startApplication(
  tx: Tx,
  { clock, totpKey }: Deps,
  usagerId: string,
  { thumbprint, email }: { thumbprint: string; email: string },
): Promise<ApplicationEnCours> {
  const secret = newTotpSecret()
  const epreuve = await insertEpreuve(tx, {
    titulaire: titulaireOf(usagerId),
    usage: 'ajout',
    thumbprint,
    defi: (id) => MARK + seal(totpKey, secret, contextOf(id)).toString('base64url'),
    le: clock.now(),
  })
  return view(epreuve, secret, email)
}

const view = (epreuve: string, secret: Buffer, email: string): ApplicationEnCours => ({
  epreuve,
  secret: totpSecretText(secret),
  uri: totpUri(secret, email),
})

/** @throws EpreuvePerimee also for the challenge of a passkey */
function secretIn({ id, defi }: Epreuve, totpKey: Buffer): Buffer {
  if (!defi.startsWith(MARK)) throw new EpreuvePerimee()
  return unseal(totpKey, Buffer.from(defi.slice(MARK.length), 'base64url'), contextOf(id))
}

/** The same secret again, after a wrong code. @throws EpreuvePerimee */
export async function showApplication(
  deps: Deps & { db: Db },
  usagerId: string,
  montree: EpreuveMontree,
  email: string,
): Promise<ApplicationEnCours> {
  const epreuve = await getAjout(deps.db, montree, titulaireOf(usagerId), deps.clock.now())
  return view(epreuve.id, secretIn(epreuve, deps.totpKey), email)
}

/**
 * Adds the application whose code is right; that code is spent.
 * @returns the recovery codes, shown this once, when it is the first factor
 * @throws EpreuvePerimee also when there is an application already | FacteurRefuse
 */
export async function finishApplication(
  tx: Tx,
  { clock, totpKey }: Deps,
  usagerId: string,
  given: EpreuveMontree & { code: string },
): Promise<string[] | undefined> {
  const now = clock.now()
  const titulaire = titulaireOf(usagerId)
  const epreuve = await getAjout(tx, given, titulaire, now)
  const secret = secretIn(epreuve, totpKey)
  const step = stepOfCode(secret, given.code, now)
  if (step === undefined) throw new FacteurRefuse()
  await lockTitulaire(tx, titulaire)
  await spendEpreuve(tx, epreuve.id)
  const before = await facteursDe(tx, titulaire)
  if (before.application) throw new EpreuvePerimee()
  await tx
    .updateTable('usager')
    .set({ totp_chiffre: seal(totpKey, secret, `totp:${usagerId}`), totp_dernier_pas: String(step) })
    .where('id', '=', usagerId)
    .execute()
  return firstCodes(tx, titulaire, hasFacteur(before))
}
