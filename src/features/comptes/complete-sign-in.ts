import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { FacteurRefuse, type FacteursDeps, passSecondStep, type Reponse } from '../facteurs/index.ts'
import { queueAlerte } from './alerte.ts'
import { alerte } from './courriels/alertes.ts'
import { openFor, type SignInDeps, type SignInInput } from './sign-in.ts'

export interface SecondStep extends Pick<SignInInput, 'thumbprint' | 'postePartage' | 'ip' | 'appareil'> {
  epreuve: string
  reponse: Reponse
}

/**
 * The second step of a sign-in: opens the session. An account that was frozen, or whose password changed since the first
 * step, stays closed.
 * @returns the session's token
 * @throws EpreuvePerimee | FacteurRefuse | FacteurBloque | ConnexionRefusee
 */
export async function completeSignIn(deps: SignInDeps & FacteursDeps, input: SecondStep): Promise<string> {
  const le = deps.clock.now()
  const { appareil } = input
  const answer = { ...input, id: input.epreuve, pour: 'usager' as const }
  try {
    return await passSecondStep(deps, answer, async (tx, { titulaire, par, depuis }) => {
      const compte = await tx
        .selectFrom('usager')
        .select(['id', 'email', 'email_normalise as emailNormalise'])
        .where('id', '=', titulaire.id)
        .executeTakeFirstOrThrow()
      if (par === 'secours') {
        await appendJournal(tx, {
          le,
          acteur: { kind: 'anonyme' },
          action: 'code-de-secours.utilise',
          objetId: compte.id,
          donnees: { appareil },
        })
        await queueAlerte(tx, deps.linkKey, {
          usagerId: compte.id,
          destinataire: compte.email,
          emailNormalise: compte.emailNormalise,
          courriel: alerte(deps, 'code-de-secours-utilise', { le, appareil }),
          le,
        })
      }
      return openFor(tx, deps, compte, { ...input, depuis })
    })
  } catch (error) {
    if (error instanceof FacteurRefuse && error.titulaire)
      await noteRefusal(deps, { id: error.titulaire.id, bloque: error.bloque, appareil })
    throw error
  }
}

/** Somebody gave the right password and the wrong factor: the holder reads it, and is told at the one that blocks. */
async function noteRefusal(
  deps: SignInDeps,
  { id, bloque, appareil }: { id: string; bloque: boolean; appareil: string },
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const line = { le, acteur: { kind: 'anonyme' }, objetId: id, donnees: { appareil } } as const
    await appendJournal(tx, { ...line, action: 'compte.verification-refusee' })
    if (!bloque) return
    await appendJournal(tx, { ...line, action: 'compte.verification-bloquee' })
    const compte = await tx
      .selectFrom('usager')
      .select(['email', 'email_normalise'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await queueAlerte(tx, deps.linkKey, {
      usagerId: id,
      destinataire: compte.email,
      emailNormalise: compte.email_normalise,
      courriel: alerte(deps, 'verification-bloquee', { le, appareil }),
      le,
    })
  })
}
