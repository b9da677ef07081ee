export const VERDICTS = ['acceptee', 'refusee', 'perimee'] as const
export type Verdict = (typeof VERDICTS)[number]

export const MOTIFS = ['illisible', 'mauvais-document', 'incomplet', 'mauvaise-personne', 'autre'] as const
export type MotifDeRefus = (typeof MOTIFS)[number]

/** What both sides read of a verdict. */
export const verdictsEnMots = {
  acceptee: 'accepté',
  refusee: 'refusé',
  perimee: 'plus valable',
} as const satisfies Record<Verdict, string>

/** Why a document is refused, as its sender reads it. */
export const motifsEnMots = {
  illisible: 'On n’arrive pas à le lire.',
  'mauvais-document': 'Ce n’est pas le document demandé.',
  incomplet: 'Il manque une page ou une partie.',
  'mauvaise-personne': 'Il concerne une autre personne.',
  autre: '',
} as const satisfies Record<MotifDeRefus, string>
