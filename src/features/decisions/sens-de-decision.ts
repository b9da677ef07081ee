/** What a row of `decision` says; `retiree` for the withdrawal of the one before. */
export const SENS = ['acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite', 'retiree'] as const
export type Sens = (typeof SENS)[number]
export type SensDePartie = 'acceptee' | 'refusee'
export type Nature = 'decision' | 'correction' | 'retrait'

/** The outcome of the whole, from those of its parts. @throws without a part */
export function deriveSens(
  parties: readonly { sens: SensDePartie }[],
): 'acceptee' | 'acceptee_partiellement' | 'refusee' {
  const [first] = parties
  if (!first) throw new Error('no part, no outcome')
  return parties.every(({ sens }) => sens === first.sens) ? first.sens : 'acceptee_partiellement'
}

/** Whether a decision gives a right, and so cannot be taken back at will (CRPA L242-1). */
export const isFavorable = (sens: Sens): boolean => sens === 'acceptee' || sens === 'acceptee_partiellement'

/** The outcome in a sentence of the document. */
export const sensEnPhrase = {
  acceptee: 'Votre demande est acceptée.',
  acceptee_partiellement: 'Votre demande est acceptée en partie.',
  refusee: 'Votre demande est refusée.',
  sans_suite: 'Votre demande est classée sans suite.',
  retiree: 'La décision précédente est retirée. Votre demande est de nouveau examinée.',
} as const satisfies Record<Sens, string>

/** The outcome as agents speak of it. */
export const sensEnMots = {
  acceptee: 'Demande acceptée',
  acceptee_partiellement: 'Demande acceptée en partie',
  refusee: 'Demande refusée',
  sans_suite: 'Demande classée sans suite',
  retiree: 'Décision retirée',
} as const satisfies Record<Sens, string>
