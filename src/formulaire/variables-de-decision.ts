/** What a sentence of a decision document may name, between braces. */
export const VARIABLES = ['reference', 'demarche', 'service', 'prenom', 'nom', 'depot', 'date'] as const
export type Variables = Readonly<Record<(typeof VARIABLES)[number], string>>

/** Puts the values in a sentence of a model. @throws on a variable that does not exist */
export function fillVariables(texte: string, valeurs: Variables): string {
  return texte.replace(/\{([^{}]*)\}/g, (_, nom: string) => {
    if (!Object.hasOwn(valeurs, nom)) throw new Error(`no variable {${nom}}: ${VARIABLES.join(', ')}`)
    return valeurs[nom as keyof Variables]
  })
}

/** The names between braces that are no variable. */
export const unknownVariables = (texte: string): string[] =>
  [...texte.matchAll(/\{([^{}]*)\}/g)].flatMap(([, nom = '']) =>
    (VARIABLES as readonly string[]).includes(nom) ? [] : [nom],
  )
