import { lireTexte } from '../../formulaire/texte.ts'
import { TEXTE_MAX } from './message.ts'

/** What a template may hold, and what the agent reads of it. */
export const VARIABLES = {
  prenom: 'le prénom de l’usager',
  nom: 'son nom',
  reference: 'la référence de la demande',
  demarche: 'le nom de la démarche',
  agent: 'vos prénom et nom, ou votre numéro si l’usager ne doit pas les lire',
  date_limite: 'la date limite pour compléter la demande',
} as const
export type Variable = keyof typeof VARIABLES

/** What is known when a template is inserted. */
export type Valeurs = Readonly<Partial<Record<Variable, string>>>

const NOM_MAX = 80
const ACCOLADES = /\{([^{}]*)\}/g
const isVariable = (nom: string): nom is Variable => Object.hasOwn(VARIABLES, nom)

export interface ModeleTape {
  demarche: string
  nom: string
  texte: string
}
export type Erreurs = Partial<Record<keyof ModeleTape, string>>

/** A template that may be kept, or what to mend in each field. */
export function parseModele(
  tape: ModeleTape,
  demarches: readonly string[],
): { modele: ModeleTape } | { erreurs: Erreurs } {
  const erreurs: Erreurs = {}
  if (!demarches.includes(tape.demarche)) erreurs.demarche = 'Choisissez une démarche.'
  const nom = lireTexte(tape.nom, { max: NOM_MAX })
  if ('probleme' in nom) erreurs.nom = nom.probleme
  else if (nom.texte === '') erreurs.nom = 'Donnez un nom au modèle : c’est lui que vos collègues choisiront.'
  const texte = lireTexte(tape.texte, { max: TEXTE_MAX, lignes: true })
  if ('probleme' in texte) erreurs.texte = texte.probleme
  else if (texte.texte === '') erreurs.texte = 'Écrivez le texte du modèle.'
  else {
    const inconnues = unknownVariables(texte.texte)
    if (inconnues.length > 0) erreurs.texte = inconnuesEnMots(inconnues)
  }
  if (Object.keys(erreurs).length > 0 || 'probleme' in nom || 'probleme' in texte) return { erreurs }
  return { modele: { demarche: tape.demarche, nom: nom.texte, texte: texte.texte } }
}

/** What stands between braces and is no variable. */
const unknownVariables = (texte: string): string[] => [
  ...new Set([...texte.matchAll(ACCOLADES)].map(([, nom = '']) => nom).filter((nom) => !isVariable(nom))),
]

function inconnuesEnMots(inconnues: readonly string[]): string {
  const noms = inconnues.slice(0, 5).map((nom) => `« {${nom.slice(0, 30)}} »`)
  const connues = Object.keys(VARIABLES).map((nom) => `{${nom}}`)
  return `${noms.join(', ')} : nous ne savons pas quoi mettre à la place. Entre accolades, écrivez seulement ${connues.join(', ')}.`
}

/** The text with its variables filled in; what is not known stays between braces, for the agent to write. */
export const fillModele = (texte: string, valeurs: Valeurs): string =>
  texte.replace(ACCOLADES, (whole, nom: string) => (isVariable(nom) ? (valeurs[nom] ?? whole) : whole))

/** Variables that a message still shows: it cannot be sent so. */
export const leftVariables = (texte: string): Variable[] => [
  ...new Set([...texte.matchAll(ACCOLADES)].map(([, nom = '']) => nom).filter(isVariable)),
]
