import type { Demarche } from '../../formulaire/demarche.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import { type MailToQueue, queueMail } from '../../platform/mail/outbox.ts'
import type { DemandeRow } from '../demandes/index.ts'
import { demandeurDe } from './demandeur.ts'
import { tellOnPaper } from './tell-on-paper.ts'

export interface InstructionDeps {
  db: Db
  clock: Clock
  publicOrigin: string
  collectivite: Collectivite
  mailIdentity: MailIdentity
  /** Every démarche that ever received a demande. */
  catalogue: { find(slug: string): { demarche: Demarche } | undefined }
}

/** What every form of an act brings. */
export interface ActeRecu {
  reference: string
  /** The revision that the page showed. */
  revisionVue: number
}

/** A demande whose démarche left the configuration is a fault of the operator, never of the agent. */
export function getDemarche(deps: InstructionDeps, slug: string): Demarche {
  const found = deps.catalogue.find(slug)
  if (!found) throw new Error(`no démarche ${slug} in the catalogue`)
  return found.demarche
}

/**
 * What a request for complements does to the clock of silence (CRPA L114-5): it stops where silence is a rejection,
 * and begins again on reception where silence is an acceptance.
 */
export function effetDuComplement(demarche: Demarche): 'suspend' | 'recommence' {
  return demarche.silence.effet === 'rejet' ? 'suspend' : 'recommence'
}

/** What the mails to a person say; never the outcome, never an answer (a mailbox is read by others). */
export interface CourrielContexte {
  deps: Pick<InstructionDeps, 'publicOrigin' | 'collectivite' | 'mailIdentity'>
  prenom: string
  reference: string
  demarche: Demarche
}

type Courriel = Pick<MailToQueue, 'modele' | 'sujet' | 'texte' | 'html'>

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
