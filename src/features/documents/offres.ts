import type { GenrePiece, NatureDeDocument } from '../../formulaire/definition.ts'
import type { Offre } from './offres.query.ts'
import { etatDeValidite } from './validite.ts'

/** What a place for documents takes, and what is there already. */
export interface Place {
  genres?: readonly GenrePiece[] | undefined
  nature?: NatureDeDocument | undefined
  pieces: readonly { id: string }[]
  plein: boolean
}

/**
 * What is offered at a place: the documents of the kind that is asked for, then the others, without those of a type
 * that the place does not take, and without those that are there already; those that ended come last. Nothing where
 * nothing more goes in.
 * @param aujourdhui YYYY-MM-DD in Paris
 */
export function offresPour(
  offres: readonly Offre[],
  { genres, nature, pieces, plein }: Place,
  aujourdhui: string,
): { convenables: readonly Offre[]; autres: readonly Offre[] } {
  if (plein) return { convenables: [], autres: [] }
  const perime = ({ valableJusquAu }: Offre): number =>
    Number(etatDeValidite(valableJusquAu, aujourdhui) === 'perime')
  const possibles = offres
    .filter(
      (offre) =>
        (!genres || genres.includes(offre.genre as GenrePiece)) &&
        !pieces.some(({ id }) => offre.pieces.includes(id)),
    )
    .toSorted((a, b) => perime(a) - perime(b))
  const convient = (offre: Offre): boolean => nature === undefined || offre.nature === nature
  return { convenables: possibles.filter(convient), autres: possibles.filter((offre) => !convient(offre)) }
}

/** The documents of a place that are kept already: piece id → document id. */
export const gardees = (offres: readonly Offre[], { pieces }: Pick<Place, 'pieces'>): Map<string, string> =>
  new Map(
    pieces.flatMap(({ id }) => {
      const garde = offres.find((offre) => offre.pieces.includes(id))
      return garde ? [[id, garde.id] as const] : []
    }),
  )
