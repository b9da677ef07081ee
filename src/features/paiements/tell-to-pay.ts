import type { Demarche } from '../../formulaire/demarche.ts'
import { eurosEnMots } from '../../formulaire/nombres.ts'
import type { Tx } from '../../platform/db/database.ts'
import { longDay } from '../../platform/legal-clock/paris.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import { notifie, settleNotifications } from '../notifications/index.ts'
import { paiementAFaire } from './courriels/rappel-de-paiement.ts'
import { commentPayer } from './mots-du-paiement.ts'

interface SommeDue {
  demandeId: string
  le: Date
  demarche: Demarche
  montantCents: number
  /** YYYY-MM-DD */
  echeance: string
  enLigne: boolean
}

/**
 * Tells that something is to be paid: a line of the feed that asks for an act, and a mail; whoever filed on paper reads
 * it in the letter of the decision.
 * @returns the same for the document of the decision
 */
export async function tellToPay(
  tx: Tx,
  deps: { publicOrigin: string; mailIdentity: MailIdentity },
  somme: SommeDue,
): Promise<{ titre: string; lignes: string[] }> {
  const { demandeId, le, demarche, montantCents, echeance } = somme
  const { reference, usagerId } = await demandeOf(tx, demandeId)
  const enLigne = somme.enLigne && usagerId !== null
  await askToPay(tx, {
    ...{ usagerId, demandeId, le, montantCents, echeance },
    courriel: paiementAFaire(deps, { reference, demarche, montantCents, echeance, enLigne }),
  })
  return {
    titre: `À payer : ${eurosEnMots(montantCents)}`,
    lignes: [
      `Vous payez seulement ce qui vous est accordé, jusqu’au ${longDay(echeance)} inclus.`,
      ...(demarche.paiement ? commentPayer(demarche.paiement, demarche, reference, enLigne) : []),
    ],
  }
}

/** The line of the feed, in the place of the one before; with its mail, or null where another mail tells it. */
export async function askToPay(
  tx: Tx,
  fait: {
    usagerId: string | null
    demandeId: string
    le: Date
    montantCents: number
    echeance: string
    courriel: ReturnType<typeof paiementAFaire> | null
  },
): Promise<void> {
  const { montantCents, echeance, ...reste } = fait
  await settleToPay(tx, fait.demandeId, fait.le)
  await notifie(tx, { genre: 'paiement.a-faire', ...reste, donnees: { echeance, montantCents } })
}

/** Paid, or no more due: nothing is asked any more. */
export const settleToPay = (tx: Tx, demandeId: string, le: Date): Promise<void> =>
  settleNotifications(tx, demandeId, le, { genres: ['paiement.a-faire', 'paiement.impaye'], lues: true })

/** @param lapsed it was to be paid until now, and is no more: the feed says so */
export async function tellNothingDue(
  tx: Tx,
  { demandeId, le, lapsed }: { demandeId: string; le: Date; lapsed: boolean },
): Promise<void> {
  await settleToPay(tx, demandeId, le)
  if (!lapsed) return
  const { usagerId } = await demandeOf(tx, demandeId)
  await notifie(tx, { genre: 'paiement.plus-du', usagerId, demandeId, le })
}

const demandeOf = (tx: Tx, demandeId: string) =>
  tx
    .selectFrom('demande')
    .select(['reference', 'usager_id as usagerId'])
    .where('id', '=', demandeId)
    .executeTakeFirstOrThrow()
