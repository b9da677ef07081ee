import { lireTexte } from '../../formulaire/texte.ts'
import type { ReglesDEchange } from './echanges-deps.ts'

/** The same figure as the constraints `message_borne` and `note_bornee`. */
export const TEXTE_MAX = 5_000
const DAY_MS = 86_400_000

/** A text that may be sent, or what to mend. HTML in it is text like any other. */
export type Lecture = { texte: string } | { erreur: string }

/** @param documents how many stand with it: without any, it must say something */
export function parseMessage(brut: string, documents: number): Lecture {
  const lu = lireTexte(brut, { max: TEXTE_MAX, lignes: true })
  if ('probleme' in lu) return { erreur: lu.probleme }
  if (lu.texte === '' && documents === 0) return { erreur: 'Écrivez votre message, ou ajoutez un document.' }
  return lu
}

/** The same for a note between agents. */
export function parseNote(brut: string): Lecture {
  const lu = lireTexte(brut, { max: TEXTE_MAX, lignes: true })
  if ('probleme' in lu) return { erreur: lu.probleme }
  return lu.texte === '' ? { erreur: 'Écrivez votre note.' } : lu
}

/**
 * Since when nobody can write any more about a demande; undefined while they can.
 * @param demande its state, and since when
 */
export function closedSince(
  demande: { statut: string; statutDepuis: Date },
  { estFinal, joursApresLaFin }: ReglesDEchange,
  now: Date,
): Date | undefined {
  if (!estFinal(demande.statut)) return undefined
  const end = new Date(demande.statutDepuis.getTime() + joursApresLaFin * DAY_MS)
  return now >= end ? end : undefined
}
