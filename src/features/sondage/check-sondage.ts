export const QUESTION_MAX = 200
export const CHOIX_MAX = 100
export const CHOIX_NOMBRE_MAX = 6

export interface SondageTape {
  question: string
  /** The six boxes as they were typed, empty ones included. */
  choix: readonly string[]
}

/** What is wrong, by the name of the field: `question`, `choix1` to `choix6`. */
export type Erreurs = Readonly<Record<string, string>>

/** The choices that were written, in their order; an empty box in the middle does not count. */
export const choixEcrits = ({ choix }: SondageTape): string[] => choix.filter((one) => one !== '')

/** What keeps a poll from being kept, by field, as the page says it. */
export function checkSondage(tape: SondageTape): Erreurs {
  const erreurs: Record<string, string> = {}
  const { question, choix } = tape
  if (question === '') erreurs.question = 'Écrivez la question.'
  else if (question.length > QUESTION_MAX)
    erreurs.question = `Cette question a ${question.length} caractères. Raccourcissez-la à ${QUESTION_MAX}.`
  const vus = new Set<string>()
  choix.forEach((un, rang) => {
    const same = un.toLocaleLowerCase('fr')
    if (un.length > CHOIX_MAX)
      erreurs[`choix${rang + 1}`] =
        `Cette réponse a ${un.length} caractères. Raccourcissez-la à ${CHOIX_MAX}.`
    else if (un !== '' && vus.has(same))
      erreurs[`choix${rang + 1}`] = 'Cette réponse est déjà proposée plus haut : changez l’une des deux.'
    vus.add(same)
  })
  if (choixEcrits(tape).length < 2) {
    const vide = choix.indexOf('')
    erreurs[`choix${vide + 1}`] ??= 'Proposez deux réponses au moins.'
  }
  return erreurs
}
