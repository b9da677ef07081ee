import type { Tx } from '../../platform/db/database.ts'
import { type MailToQueue, queueMail } from '../../platform/mail/outbox.ts'
import type { DemandeRow } from '../demandes/index.ts'
import { demandeurDe } from './demandeur.ts'
import { type CourrielContexte, getDemarche, type InstructionDeps } from './instruction-deps.ts'
import type { ModeleDActe } from './lettre-de.ts'
import { tellOnPaper } from './tell-on-paper.ts'

export {
  type CourrielContexte,
  getDemarche,
  type InstructionDeps,
} from './instruction-deps.ts'

/** What every form of an act brings. */
export interface ActeRecu {
  reference: string
  /** The revision that the page showed. */
  revisionVue: number
}

type Courriel = Pick<MailToQueue, 'sujet' | 'texte' | 'html'> & { modele: ModeleDActe }

/**
 * Tells the person whose demande it is, in the transaction of the act: by mail on an account, by a letter to print to
 * whoever filed on paper (or by mail when they gave an address; a decision is always a letter).
 */
export async function tellUsager(
  tx: Tx,
  deps: InstructionDeps,
  demande: DemandeRow,
  le: Date,
  compose: (contexte: CourrielContexte) => Courriel,
): Promise<void> {
  const usager = await demandeurDe(tx, demande)
  const contexte = {
    deps,
    prenom: usager.prenom,
    reference: demande.reference,
    demarche: getDemarche(deps, demande.demarche),
  }
  const courriel = compose(contexte)
  if (demande.usager_id === null) return tellOnPaper(tx, contexte, demande, usager, courriel, le)
  await queueMail(tx, le, {
    ...courriel,
    destinataire: usager.email ?? '',
    usagerId: demande.usager_id,
    demandeId: demande.id,
  })
}
