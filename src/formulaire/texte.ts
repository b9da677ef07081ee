/** Nothing longer is ever read further: a text of a megabyte costs nothing. */
export const SAISIE_MAX = 20_000

// Marks that change the direction of what surrounds them, and invisible ones: they would let a name disguise itself.
const INVISIBLES = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROLES = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u

/** One text of a scope: '' when it is absent or came several times. */
export function texteBrut(saisie: Readonly<Record<string, string | readonly string[]>>, nom: string): string {
  const lu = Object.hasOwn(saisie, nom) ? saisie[nom] : undefined
  return typeof lu === 'string' ? lu : ''
}

/** The texts of a scope under one name. */
export function textesBruts(
  saisie: Readonly<Record<string, string | readonly string[]>>,
  nom: string,
): readonly string[] {
  const lu = Object.hasOwn(saisie, nom) ? saisie[nom] : undefined
  return lu === undefined ? [] : typeof lu === 'string' ? [lu] : lu
}

/** A clean text, or why it cannot be kept. */
export type TexteLu = { texte: string } | { probleme: string }

/**
 * Cleans one line or several: NFC, no invisible marks, no spaces around, line ends as `\n`. Control characters and
 * texts beyond the bound (counted in characters as people count them) are refused in words.
 */
export function lireTexte(brut: string, options: { max: number; lignes?: boolean }): TexteLu {
  if (brut.length > SAISIE_MAX)
    return { probleme: `Ce texte est trop long : ${options.max} caractères au plus.` }
  const coupe = brut.replace(/\r\n?/g, '\n')
  if (CONTROLES.test(coupe)) {
    return {
      probleme:
        'Ce texte contient des caractères illisibles, sans doute venus d’un copier-coller. Tapez-le à nouveau.',
    }
  }
  const net = coupe.normalize('NFC').replace(INVISIBLES, '')
  const texte = (options.lignes ? net : net.replace(/\s+/gu, ' ')).trim()
  const longueur = [...texte].length
  if (longueur > options.max)
    return { probleme: `Ce texte est trop long : ${longueur} caractères, pour ${options.max} au plus.` }
  return { texte }
}
