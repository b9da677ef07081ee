import { eurosEnMots, lireNombre } from '../../formulaire/nombres.ts'
import { centsOf } from '../../formulaire/tarif.ts'
import { lireTexte } from '../../formulaire/texte.ts'

export interface RemboursementTape {
  montant: string
  motif: string
  /** Of a transfer that was made. */
  reference?: string
}
export type ErreursDeRemboursement = Readonly<Record<string, string>>
export type Lu<T> = { ok: true; valeur: T } | { ok: false; erreurs: ErreursDeRemboursement }

/** The bounds that the base holds: `motif_de_remboursement_borne` and its like. */
export const MOTIF = { min: 5, max: 500 } as const

/** « 12,50 » typed, in cents; never more than what is left. */
export function parseRemboursement(
  { montant, motif }: RemboursementTape,
  resteCents: number,
): Lu<{ montantCents: number; motif: string }> {
  const cents = parseMontant(montant, resteCents)
  const texte = parseMotif(motif)
  if (cents.ok && texte.ok) return { ok: true, valeur: { montantCents: cents.valeur, motif: texte.valeur } }
  return { ok: false, erreurs: { ...(cents.ok ? {} : cents.erreurs), ...(texte.ok ? {} : texte.erreurs) } }
}

function parseMontant(brut: string, resteCents: number): Lu<number> {
  const refuse = (montant: string): Lu<number> => ({ ok: false, erreurs: { montant } })
  const exemple = 'Écrivez un montant en euros, par exemple 12,50.'
  const euros = lireNombre(brut)
  if (euros === undefined) return refuse(exemple)
  const cents = centsOf(euros)
  if (Math.abs(euros * 100 - cents) > 1e-6) return refuse('Écrivez deux chiffres au plus après la virgule.')
  if (cents <= 0) return refuse(exemple)
  if (cents > resteCents)
    return refuse(`Écrivez ${eurosEnMots(resteCents)} au plus : c’est ce qui reste à rendre de ce paiement.`)
  return { ok: true, valeur: cents }
}

/** A reason of some words. */
export function parseMotif(brut: string): Lu<string> {
  const refuse = (motif: string): Lu<string> => ({ ok: false, erreurs: { motif } })
  const lu = lireTexte(brut, { max: MOTIF.max, lignes: true })
  if ('probleme' in lu) return refuse(lu.probleme)
  // Characters counted as PostgreSQL counts them: an emoji is one.
  if ([...lu.texte].length < MOTIF.min)
    return refuse(`Écrivez la raison en quelques mots : ${MOTIF.min} caractères au moins.`)
  return { ok: true, valeur: lu.texte }
}

/** The bound that the base holds: `reference_de_virement_bornee`. */
const REFERENCE_MAX = 60

/** The reference of a transfer, null when none was typed. */
export function parseReferenceDeVirement(brut: string): Lu<string | null> {
  const lu = lireTexte(brut, { max: REFERENCE_MAX })
  if ('probleme' in lu) return { ok: false, erreurs: { reference: lu.probleme } }
  return { ok: true, valeur: lu.texte || null }
}

/** The amount as the form proposes it: « 12,50 ». */
export const montantPropose = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',')
