import type { PaiementDeDemarche } from '../../src/formulaire/demarche.ts'

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
  'carte de transport': { titre: 'Prix d’une carte', valeur: '10 €' },
  'transport scolaire': { titre: 'Plein tarif pour l’année', valeur: '60 €' },
  'transport scolaire réduit': {
    titre: 'Tarif pour l’année selon ce quotient',
    variations: [{ si: 'quotient familial <= 700', alors: '30 €' }, { sinon: 'transport scolaire' }],
  },
  'aide annuelle': { titre: 'Aide pour l’année', produit: ['repas par an', 'aide par repas'] },
}

/** The quotient is asked with the aid for meals only: without it, the full price. */
export const paiement: PaiementDeDemarche = {
  moment: 'depot',
  joursPourPayer: 30,
  chequeALOrdreDe: 'Régie du Pack rentrée',
  lignes: [
    {
      libelle: 'Carte de transport',
      groupe: 'enfants',
      regle: 'carte de transport',
      entrees: {},
      quand: { champ: 'options', contient: 'carte-transport' },
      partie: 'carte-transport',
      detail: ['carte de transport'],
    },
    {
      libelle: 'Transport scolaire',
      groupe: 'enfants',
      regle: 'transport scolaire',
      entrees: {},
      quand: {
        et: [
          { champ: 'options', contient: 'transport' },
          { champ: 'quotient', rempli: false },
        ],
      },
      partie: 'transport',
      detail: ['transport scolaire'],
    },
    {
      libelle: 'Transport scolaire',
      groupe: 'enfants',
      regle: 'transport scolaire réduit',
      entrees: { 'quotient familial': 'quotient' },
      quand: {
        et: [
          { champ: 'options', contient: 'transport' },
          { champ: 'quotient', rempli: true },
        ],
      },
      partie: 'transport',
      detail: ['quotient familial', 'transport scolaire réduit'],
    },
  ],
}
