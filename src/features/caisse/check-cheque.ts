import { eurosEnMots, lireNombre } from '../../formulaire/nombres.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { longDay, longMoment } from '../../platform/legal-clock/paris.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import type { DueParCheque } from './due.query.ts'

/** What the form of a cheque sent, as it was typed. */
export interface ChequeTape {
  reference: string
  montant: string
  numero: string
  banque: string
  recuLe: string
  /** « oui »: noted though an attempt by card is open. */
  malgreLaCarte: string
}

export interface ChequeLu {
  numero: string | null
  banque: string | null
  /** YYYY-MM-DD */
  recuLe: string
}

export type ErreursDeCheque = Partial<Record<keyof ChequeTape, string>>

const ANCIEN_JOURS = 366
const DAY_MS = 86_400_000

/** Reads a reference as it was typed. */
export function checkReference(typed: string): { reference: string } | { erreur: string } {
  if (typed.trim() === '')
    return { erreur: 'Écrivez la référence de la demande : elle est au dos du chèque.' }
  const reference = parseReference(typed)
  return reference === undefined
    ? {
        erreur:
          'Cette référence contient une erreur : un caractère manque ou est faux. Relisez-la, par exemple PR26-7KQ4-XM9T.',
      }
    : { reference }
}

/** Why no cheque can be noted for this demande, whatever is written on it; undefined when one can. */
export function checkDue(due: DueParCheque | undefined): string | undefined {
  if (!due)
    return 'Aucune demande à payer n’a cette référence dans les démarches qui vous sont confiées. Relisez-la.'
  if (due.paye)
    return `Cette demande est déjà payée : paiement ${due.paye.commande}, par ${due.paye.moyen === 'carte' ? 'carte' : 'chèque'}, le ${longMoment(due.paye.le)}. Rendez le chèque à la personne, sans l’encaisser.`
  if (!due.exigible)
    return 'Cette demande n’a rien à payer pour l’instant : elle attend une décision, ou n’est plus due. Gardez le chèque sans l’encaisser, ou rendez-le.'
  return undefined
}

/** Reads what is written on a cheque, beside what is due; beside what is wrong, nothing. @param today day in Paris */
export function checkCheque(
  tape: ChequeTape,
  due: Pick<DueParCheque, 'montantCents' | 'carteEnCours'>,
  today: string,
): { lu: ChequeLu } | { erreurs: ErreursDeCheque } {
  const erreurs: ErreursDeCheque = {}
  const montant = checkMontant(tape.montant, due.montantCents)
  if (montant) erreurs.montant = montant
  const numero = tape.numero.replaceAll(/[\s.-]/g, '')
  if (numero !== '' && !/^\d{1,15}$/.test(numero))
    erreurs.numero =
      'Le numéro d’un chèque ne contient que des chiffres, quinze au plus. Corrigez-le ou laissez vide.'
  const banque = tape.banque.trim()
  if (banque.length > 60) erreurs.banque = 'Écrivez un nom de banque plus court : 60 caractères au plus.'
  const recu = checkRecuLe(tape.recuLe, today)
  if (recu) erreurs.recuLe = recu
  if (due.carteEnCours && tape.malgreLaCarte !== 'oui')
    erreurs.malgreLaCarte =
      'Un paiement par carte est en cours pour cette demande. Attendez qu’il soit terminé, ou cochez la case.'
  if (Object.keys(erreurs).length > 0) return { erreurs }
  return { lu: { numero: numero || null, banque: banque || null, recuLe: tape.recuLe } }
}

function checkMontant(typed: string, dueCents: number): string | undefined {
  const euros = lireNombre(typed)
  if (euros === undefined || euros <= 0) return 'Écrivez le montant du chèque en euros, par exemple 22,00.'
  return Math.round(euros * 100) === dueCents && Math.abs(euros * 100 - dueCents) < 0.001
    ? undefined
    : `Le montant dû est de ${eurosEnMots(dueCents)}. Un chèque d’un autre montant ne peut pas être noté : rendez-le, et demandez un chèque du montant exact.`
}

function checkRecuLe(typed: string, today: string): string | undefined {
  if (!isDay(typed)) return 'Écrivez le jour où vous avez reçu le chèque : il manque, ou n’existe pas.'
  if (typed > today) return 'Ce jour n’est pas encore venu : écrivez le jour où vous avez reçu le chèque.'
  if (Date.parse(today) - Date.parse(typed) > ANCIEN_JOURS * DAY_MS)
    return `Le ${longDay(typed)} est loin : un chèque vaut un an et huit jours. Vérifiez l’année.`
  return undefined
}
