import type { Demarche, PaiementDeDemarche } from '../../formulaire/demarche.ts'
import { eurosEnMots } from '../../formulaire/nombres.ts'
import { longDay } from '../../platform/legal-clock/paris.ts'
import type { Du, LigneDue } from './compute-du.ts'
import { lastDayToPay } from './last-day-to-pay.ts'

/** « Carte de transport – Léa Martin » */
export const nomDeLigne = ({ libelle, pourQui }: LigneDue): string =>
  pourQui === null ? libelle : `${libelle} – ${pourQui}`

/** « À payer : 22,00 € » */
export const titreDuPaiement = ({ moment }: Pick<PaiementDeDemarche, 'moment'>, du: Du): string =>
  moment === 'depot'
    ? `À payer : ${eurosEnMots(du.montantCents)}`
    : `À payer si tout est accordé : ${eurosEnMots(du.montantCents)}`

const days = (jours: number): string => (jours === 1 ? 'le jour' : `les ${jours} jours`)

/** When it is paid, told before the demande is filed. */
export const quandPayer = ({ moment, joursPourPayer }: PaiementDeDemarche): string =>
  moment === 'depot'
    ? `Vous paierez après avoir envoyé votre demande : tout de suite, ou dans ${days(joursPourPayer)} qui suivent.`
    : `Vous ne payez rien maintenant. Vous paierez seulement ce qui est accordé, dans ${days(joursPourPayer)} qui suivent notre décision.`

/** Until when, told once it is filed. */
export const jusquAQuand = ({ moment, joursPourPayer }: PaiementDeDemarche, le: Date): string =>
  moment === 'depot'
    ? `Vous pouvez payer jusqu’au ${longDay(lastDayToPay(le, joursPourPayer))} inclus.`
    : `Vous n’avez rien à payer pour l’instant. Vous paierez seulement ce qui est accordé, dans ${days(joursPourPayer)} qui suivent notre décision.`

const EN_LIGNE = 'Vous pouvez payer en ligne, par carte bancaire, depuis votre espace.'

/** The ways to pay, told before the demande has a reference. @param enLigne whether there is another than the cheque */
export const moyensDePayer = ({ chequeALOrdreDe }: PaiementDeDemarche, enLigne: boolean): string =>
  enLigne
    ? `${EN_LIGNE} Vous pouvez aussi payer par chèque à l’ordre de « ${chequeALOrdreDe} ».`
    : `Vous paierez par chèque à l’ordre de « ${chequeALOrdreDe} ». Nous vous dirons où l’envoyer.`

/** The same with what to write on the cheque and where to send it, a sentence for each way. */
export const commentPayer = (
  paiement: PaiementDeDemarche,
  demarche: Pick<Demarche, 'papier'>,
  reference: string,
  enLigne: boolean,
): string[] => [...(enLigne ? [EN_LIGNE] : []), parCheque(paiement, demarche, reference)]

/** By cheque: to whom, what to write on it, where to send it. */
const parCheque = (
  { chequeALOrdreDe }: PaiementDeDemarche,
  { papier }: Pick<Demarche, 'papier'>,
  reference: string,
): string =>
  `Par chèque : faites-le à l’ordre de « ${chequeALOrdreDe} », écrivez la référence ${reference} au dos et envoyez-le à cette adresse : ${papier.adressePostale.join(', ')}.`
