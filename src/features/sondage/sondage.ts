/** A poll that people may read: open, or closed after having been. */
export interface SondagePublie {
  numero: number
  question: string
  choix: readonly string[]
  /** How many answered each choice, in the same order. */
  voix: readonly number[]
  ouvertLe: Date
  fermeLe: Date | null
}

const DAY_MS = 86_400_000
/** How long the home page leads to the results of a closed poll. */
const RESULTATS_JOURS = 30

/** What the home page shows of the last poll: the question, a line that leads to the results, or nothing. */
export function placeSurAccueil(
  { fermeLe }: Pick<SondagePublie, 'fermeLe'>,
  now: Date,
): 'question' | 'resultats' | 'rien' {
  if (!fermeLe) return 'question'
  return now.getTime() - fermeLe.getTime() < RESULTATS_JOURS * DAY_MS ? 'resultats' : 'rien'
}

const nombre = new Intl.NumberFormat('fr-FR')

export const totalDe = (voix: readonly number[]): number => voix.reduce((sum, one) => sum + one, 0)

/** « 12 réponses sur 25, 48 % » */
export function partEnMots(voix: number, total: number): string {
  if (total === 0) return 'Aucune réponse'
  const reponses = voix === 0 ? 'Aucune réponse' : `${nombre.format(voix)} réponse${voix > 1 ? 's' : ''}`
  return `${reponses} sur ${nombre.format(total)}, ${Math.round((100 * voix) / total)} %`
}

/** « 25 réponses » */
export function totalEnMots(total: number): string {
  if (total === 0) return 'Aucune réponse pour l’instant'
  return `${nombre.format(total)} réponse${total > 1 ? 's' : ''}`
}
