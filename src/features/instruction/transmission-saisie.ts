import type { Autorite, Demarche } from '../../formulaire/demarche.ts'
import { lireTexte } from '../../formulaire/texte.ts'

/** The choice that opens the fields of an authority that is not in the list. */
export const AUTRE = 'autre'
const MOTIFS = { min: 20, max: 4000 } as const

export interface TransmissionTapee {
  /** Rank of an authority of the démarche, or `autre`. */
  choix: string
  autorite: string
  adresse: string
  contact: string
  motifs: string
}

export interface Transmission {
  autorite: string
  /** Several lines. */
  adresse: string
  /** Mail, telephone; '' when none is known. */
  contact: string
  motifs: string
}

export type ErreursDeTransmission = Partial<Record<keyof TransmissionTapee, string>>

export const autoritesDe = (demarche: Demarche): readonly Autorite[] => demarche.autorites ?? []

/** Reads the form that sends a demande to the competent authority. */
export function parseTransmission(
  tape: TransmissionTapee,
  demarche: Demarche,
): { valeur: Transmission } | { erreurs: ErreursDeTransmission } {
  const erreurs: ErreursDeTransmission = {}
  const read = (
    champ: 'autorite' | 'adresse' | 'contact' | 'motifs',
    min: number,
    max: number,
    manque: string,
  ) => {
    const lignes = champ === 'adresse' || champ === 'motifs'
    const lu = lireTexte(tape[champ].replaceAll('\0', '\u0001'), { max, lignes })
    if ('probleme' in lu) erreurs[champ] = lu.probleme
    else if ([...lu.texte].length < min) erreurs[champ] = manque
    return 'probleme' in lu ? '' : lu.texte
  }
  const motifs = read(
    'motifs',
    MOTIFS.min,
    MOTIFS.max,
    `Écrivez pourquoi cette autorité est compétente\u00a0: ${MOTIFS.min} caractères au moins.`,
  )
  const known = autoritesDe(demarche)[/^\d{1,2}$/.test(tape.choix) ? Number(tape.choix) : -1]
  if (known) {
    const contact = [known.courriel, known.telephone].filter(Boolean).join(', ')
    const valeur = { autorite: known.nom, adresse: known.adressePostale.join('\n'), contact, motifs }
    return Object.keys(erreurs).length > 0 ? { erreurs } : { valeur }
  }
  if (tape.choix !== AUTRE) return { erreurs: { choix: 'Choisissez l’autorité compétente.', ...erreurs } }
  const autorite = read('autorite', 3, 200, 'Écrivez le nom de l’autorité.')
  const adresse = read('adresse', 5, 500, 'Écrivez l’adresse postale de l’autorité.')
  const contact = read('contact', 0, 200, '')
  return Object.keys(erreurs).length > 0 ? { erreurs } : { valeur: { autorite, adresse, contact, motifs } }
}
