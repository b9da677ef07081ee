import { CompiledQuery } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { clearAttempts, sourceKey } from '../../platform/session/lockout-store.ts'
import { openSession } from '../../platform/session/session-store.ts'
import { type LockoutDeps, tryPassword } from '../../platform/session/try-password.ts'
import { type DeuxiemeEtape, startSecondStep } from '../facteurs/index.ts'
import { queueAlerte } from './alerte.ts'
import { normaliseEmail } from './compte.ts'
import { findIdentifiants, type Identifiants } from './compte-store.ts'
import { alerte, type CourrielDeps } from './courriels/alertes.ts'
import { noteBlocage } from './note-blocage.ts'
import { ConnexionBloquee, ConnexionRefusee } from './refusals.ts'

export interface SignInDeps extends CourrielDeps, LockoutDeps {
  linkKey: Buffer
}

export interface SignInInput {
  email: string
  motDePasse: string
  postePartage: boolean
  thumbprint: string
  /** Network address of the browser. */
  ip: string
  appareil: string
}

/** The session's token, or what else the person is asked for. */
export type Entree = { jeton: string } | { etape: DeuxiemeEtape }

/**
 * Opens a session, or the second step for whoever has a second factor. Known and unknown addresses cost the same and
 * are told the same; while blocked, no password is evaluated. A frozen account is told what a wrong password is.
 * @throws ConnexionBloquee | ConnexionRefusee | TropDeMonde
 */
export async function signIn(deps: SignInDeps, input: SignInInput): Promise<Entree> {
  const email = normaliseEmail(input.email)
  const now = deps.clock.now()
  let found: Identifiants | undefined
  const verdict = await tryPassword(deps, {
    adresse: email,
    ip: input.ip,
    motDePasse: input.motDePasse,
    attendu: async () => {
      found = await findIdentifiants(deps.db, email)
      return found?.motDePasse
    },
  })
  if (verdict.kind === 'bloque') throw new ConnexionBloquee(verdict.jusquA)
  const compte = found
  if (verdict.kind === 'faux' || !compte || compte.geleLe) {
    await inTransaction(deps.db, async (tx) => {
      await appendJournal(tx, {
        le: now,
        acteur: { kind: 'anonyme' },
        action: 'compte.connexion-refusee',
        ...(compte ? { objetId: compte.id } : {}),
        donnees: { appareil: input.appareil },
      })
      if (verdict.kind === 'faux' && verdict.bloqueJusquA) await noteBlocage(tx, email, compte?.id, now)
    })
    throw new ConnexionRefusee()
  }
  return inTransaction(deps.db, async (tx) => {
    const titulaire = { kind: 'usager', id: compte.id } as const
    // The password of this moment: what the step begins is dropped with it (`dropEpreuves`).
    if (compte.deuxFacteurs) await requireStill(tx, compte)
    const etape = compte.deuxFacteurs && (await startSecondStep(tx, deps, titulaire, input.thumbprint))
    const depuis = compte.motDePasseLe
    const entree = etape ? { etape } : { jeton: await openFor(tx, deps, compte, { ...input, depuis }) }
    // After the account is held, as wherever both are: whoever resets the password holds it first.
    await clearAttempts(tx, verdict.keys, now)
    return entree
  })
}

/** @throws ConnexionRefusee when the account was frozen, or its password changed, since it was read */
async function requireStill(tx: Tx, { id, motDePasseLe }: Identifiants): Promise<void> {
  await tx
    .selectFrom('usager')
    .select('id')
    .where('id', '=', id)
    .where('gele_le', 'is', null)
    .where('mot_de_passe_le', '=', motDePasseLe)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => new ConnexionRefusee())
}

/**
 * Opens the session of a person who has proved to be one, and tells them when the device is a new one.
 * @throws ConnexionRefusee when the account was frozen, or its password changed, since that proof
 */
export async function openFor(
  tx: Tx,
  deps: SignInDeps,
  compte: Pick<Identifiants, 'id' | 'email' | 'emailNormalise'>,
  input: Pick<SignInInput, 'thumbprint' | 'postePartage' | 'appareil' | 'ip'> & { depuis: Date },
): Promise<string> {
  const le = deps.clock.now()
  const { appareil } = input
  const token = await openSession(tx, {
    ...{ acteur: 'usager', id: compte.id, ...input, le },
    reseau: sourceKey(deps.lockoutKey, input.ip, 'reseau'),
  })
  if (token === undefined) throw new ConnexionRefusee()
  await appendJournal(tx, {
    le,
    acteur: { kind: 'anonyme' },
    action: 'compte.connecte',
    objetId: compte.id,
    donnees: { appareil },
  })
  if (await isNewDevice(tx, compte.id, appareil, le)) {
    await queueAlerte(tx, deps.linkKey, {
      usagerId: compte.id,
      destinataire: compte.email,
      emailNormalise: compte.emailNormalise,
      courriel: alerte(deps, 'nouvel-appareil', { le, appareil }),
      le,
    })
  }
  return token
}

// The count is of those that were known before this statement.
const NOTE_DEVICE = `insert into appareil_connu (usager_id, appareil, vu_le) values ($1, $2, $3)
  on conflict (usager_id, appareil) do update set vu_le = excluded.vu_le
  returning xmax = 0 as nouveau, exists (select from appareil_connu where usager_id = $1) as autres`

/** Whether this kind of device never signed in to the account, and others did: the first one is no news. */
async function isNewDevice(tx: Tx, usagerId: string, appareil: string, le: Date): Promise<boolean> {
  const { rows } = await tx.executeQuery<{ nouveau: boolean; autres: boolean }>(
    CompiledQuery.raw(NOTE_DEVICE, [usagerId, appareil, le]),
  )
  const [noted] = rows
  return noted?.nouveau === true && noted.autres
}
