import type { Tx } from '../../platform/db/database.ts'
import type { DemandeRow, NouvelleSurPapier, TellDemandeurPapier } from '../demandes/index.ts'
import { demandeurDe } from './demandeur.ts'
import { getDemarche, type InstructionDeps } from './instruction-deps.ts'
import { tellOnPaper } from './tell-on-paper.ts'

type Deps = Pick<InstructionDeps, 'publicOrigin' | 'collectivite' | 'mailIdentity' | 'catalogue'>

/**
 * Tells whoever filed on paper what happened to their demande, by mail when they gave an address and by letter
 * otherwise, in the transaction of the act; nothing for a demande of an account, which has its feed.
 */
export async function tellDemandeurPapier(
  tx: Tx,
  deps: Deps,
  demandeId: string,
  le: Date,
  { lettre, ...courriel }: NouvelleSurPapier,
): Promise<void> {
  const demande = (await tx
    .selectFrom('demande')
    .selectAll()
    .where('id', '=', demandeId)
    .executeTakeFirstOrThrow()) as DemandeRow
  if (demande.usager_id !== null) return
  const demandeur = await demandeurDe(tx, demande)
  if (lettre === 'inutile' && !demandeur.email) return
  const contexte = {
    deps,
    prenom: demandeur.prenom,
    reference: demande.reference,
    demarche: getDemarche(deps, demande.demarche),
  }
  await tellOnPaper(tx, contexte, demande, demandeur, courriel, le)
}

/** The same, for the features that this one is built on. */
export const createTellDemandeurPapier =
  (deps: Deps): TellDemandeurPapier =>
  (tx, demandeId, le, nouvelle) =>
    tellDemandeurPapier(tx, deps, demandeId, le, nouvelle)
