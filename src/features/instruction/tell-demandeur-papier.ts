import type { Tx } from '../../platform/db/database.ts'
import type { DemandeRow } from '../demandes/index.ts'
import { demandeurDe } from './demandeur.ts'
import { getDemarche, type InstructionDeps } from './instruction-deps.ts'
import { tellOnPaper } from './tell-on-paper.ts'

export interface NouvelleSurPapier {
  modele: string
  sujet: string
  /** A letter that costs a stamp and asks nothing is not written; a mail is sent all the same. */
  lettre?: 'inutile'
}

/**
 * Tells whoever filed on paper what happened to their demande, by mail when they gave an address and by letter
 * otherwise, in the transaction of the act; nothing for a demande of an account, which has its feed.
 */
export async function tellDemandeurPapier(
  tx: Tx,
  deps: Pick<InstructionDeps, 'publicOrigin' | 'collectivite' | 'mailIdentity' | 'catalogue'>,
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
