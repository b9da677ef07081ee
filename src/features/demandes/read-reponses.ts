import { lireTexte } from '../../formulaire/texte.ts'
import { textField } from '../../platform/http/fields.ts'
import { nomDeReponse } from './complement.ts'

export interface ReponsesTapees {
  /** As it was typed, by rank, to show it again. */
  typed: ReadonlyMap<number, string>
  lues: { textes: ReadonlyMap<number, string> } | { probleme: string }
}

/** The words written about each element of a complement. */
export function readReponses(body: unknown, elements: readonly { rang: number }[]): ReponsesTapees {
  const typed = new Map(
    elements.map(({ rang }) => [rang, textField(body, nomDeReponse(rang, elements.length))]),
  )
  const textes = new Map<number, string>()
  for (const [rang, brut] of typed) {
    const lu = lireTexte(brut.replaceAll('\0', '\u0001'), { max: 4_000, lignes: true })
    if ('probleme' in lu) return { typed, lues: lu }
    textes.set(rang, lu.texte)
  }
  return { typed, lues: { textes } }
}
