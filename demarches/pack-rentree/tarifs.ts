/**
 * Dates and prices of the campaign: configuration, and fictitious until the département publishes its own (nobody has
 * seen the real ones). Publicodes rules, as JSON.
 */
export const campagne = { du: '2026-06-01', au: '2027-05-31', fictif: true } as const
/** Ages are counted on the first day of the school year. */
export const rentree = '2026-09-01'

export const regles = {
  'quotient familial': {
    titre: 'Quotient familial',
    question: 'Quel est le quotient familial ?',
    'par défaut': 0,
  },
  'jours par semaine': {
    titre: 'Repas par semaine',
    question: 'Combien de repas par semaine ?',
    'par défaut': 4,
  },
  'semaines de cantine': { titre: 'Semaines de cantine dans l’année', valeur: 36 },
  'repas par an': { titre: 'Repas dans l’année', produit: ['jours par semaine', 'semaines de cantine'] },
  'aide par repas': {
    titre: 'Aide du Département par repas',
    unité: '€',
    variations: [
      { si: 'quotient familial <= 400', alors: '2.5 €' },
      { si: 'quotient familial <= 700', alors: '1.8 €' },
      { si: 'quotient familial <= 1000', alors: '1 €' },
      { sinon: '0 €' },
    ],
  },
  'aide annuelle': { titre: 'Aide pour l’année', produit: ['repas par an', 'aide par repas'] },
}
