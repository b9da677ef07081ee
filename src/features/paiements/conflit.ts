import { eurosEnMots } from '../../formulaire/nombres.ts'
import type { Lecture } from './prestataire.ts'

const EURO = '978'

/**
 * What was accepted beside what was ordered.
 * @returns what differs, in words for whoever looks; null when it is as ordered, or nothing was accepted
 */
export function conflitDe(
  ordre: { commande: string; montantCents: number },
  lu: Pick<Lecture, 'etat' | 'montantCents' | 'devise' | 'reference'>,
): string | null {
  if (lu.etat !== 'accepte') return null
  if (lu.montantCents !== ordre.montantCents)
    return `montant : ${lu.montantCents === null ? 'absent ou contradictoire' : eurosEnMots(lu.montantCents)} au lieu de ${eurosEnMots(ordre.montantCents)}`
  if (lu.devise !== EURO) return `devise : ${lu.devise ?? 'absente'} au lieu de ${EURO}`
  if (lu.reference !== ordre.commande)
    return `commande : ${lu.reference ?? 'absente'} au lieu de ${ordre.commande}`
  return null
}
