import { lireTexte } from '../../formulaire/texte.ts'
import type { PartieDecidee, PartieDemandee } from './parties.ts'
import type { SensDePartie } from './sens-de-decision.ts'

/** What a form says back, field by field; empty when all is right. */
export type Erreurs = readonly { champ: string; message: string }[]

/** The same figure as the constraints `un_refus_est_motive` and `un_changement_est_motive`. */
const MOTIF_LONGUEUR_MIN = 20
const TEXTE_LONGUEUR_MAX = 4000

export type LireChamp = (champ: string) => string

/** Reads the texts of one form and keeps what is to mend. */
export function createLecteur(lire: LireChamp) {
  const erreurs: { champ: string; message: string }[] = []
  const libre = (champ: string): string => {
    const lu = lireTexte(lire(champ), { max: TEXTE_LONGUEUR_MAX, lignes: true })
    if (!('probleme' in lu)) return lu.texte
    erreurs.push({ champ, message: lu.probleme })
    return ''
  }
  const refuse = (champ: string, message: string): void => {
    // What could not be read is not also said to be missing.
    if (!erreurs.some((erreur) => erreur.champ === champ)) erreurs.push({ champ, message })
  }
  return {
    erreurs: erreurs as Erreurs,
    refuse,
    libre,
    /** A text of twenty characters at least, counted as PostgreSQL counts them. */
    motive: (champ: string, manque: string): string => {
      const texte = libre(champ)
      const longueur = [...texte].length
      if (longueur === 0) refuse(champ, manque)
      else if (longueur < MOTIF_LONGUEUR_MIN)
        refuse(champ, `Développez : ${MOTIF_LONGUEUR_MIN} caractères au moins, il y en a ${longueur}.`)
      return texte
    },
  }
}
export type Lecteur = ReturnType<typeof createLecteur>

/** Reads the form that decides each part; a part that is refused states why (CRPA L211-2, L211-5). */
export function readParties(parties: readonly PartieDemandee[], lire: LireChamp) {
  const lecteur = createLecteur(lire)
  const decidees = parties.map((partie, rang): PartieDecidee => {
    const sens = sensOf(lire(`sens.${rang}`))
    if (!sens) lecteur.refuse(`sens.${rang}`, 'Choisissez : accordé ou refusé.')
    const motivation =
      sens === 'refusee'
        ? lecteur.motive(
            `motivation.${rang}`,
            'Écrivez les motifs : la règle appliquée et les faits retenus.',
          )
        : ''
    return {
      ...partie,
      sens: sens ?? 'refusee',
      motivation,
      detail: sens === 'acceptee' ? lecteur.libre(`detail.${rang}`) : '',
    }
  })
  const motivation = lecteur.libre('motivation')
  return { parties: decidees, motivation, erreurs: lecteur.erreurs }
}

const sensOf = (typed: string): SensDePartie | undefined =>
  typed === 'acceptee' || typed === 'refusee' ? typed : undefined

/** The names of the fields of that form. */
export const champsDesParties = (nombre: number): string[] => [
  'motivation',
  ...Array.from({ length: nombre }, (_, rang) => [
    `sens.${rang}`,
    `motivation.${rang}`,
    `detail.${rang}`,
  ]).flat(),
]
