import { readFile } from 'node:fs/promises'
import type { Catalogue } from '../demarches/index.ts'
import { checkTexte } from './check-texte.ts'
import type { Facts } from './facts.ts'
import { GENERAL } from './texte.ts'

/** A text as it comes with the product: what the first version says until an administrator publishes another. */
export interface TexteLivre {
  texte: string
  /** With the names of facts in it, not yet filled. */
  markdown: string
}

/**
 * Reads the texts that come with the product. Throws one error that names everything wrong in them.
 * @param file the general terms; those of the démarches come with the catalogue
 */
export async function loadTextesLivres(
  file: string,
  catalogue: Catalogue,
  facts: Facts,
): Promise<TexteLivre[]> {
  const textes = [
    { texte: GENERAL, markdown: await readFile(file, 'utf8') },
    ...catalogue.all().map(({ demarche, conditions }) => ({ texte: demarche.slug, markdown: conditions })),
  ]
  const problemes = textes.flatMap(({ texte, markdown }) => {
    const { markdown: probleme } = checkTexte({ texte, markdown, changements: '', premiere: true }, facts)
    return probleme ? [`  ${texte}: ${probleme}`] : []
  })
  if (problemes.length > 0) throw new Error(`The terms delivered are refused:\n${problemes.join('\n')}`)
  return textes
}
