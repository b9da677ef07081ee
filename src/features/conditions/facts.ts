import type { Collectivite } from '../../platform/collectivite/collectivite.ts'

/** What a text may say of the collectivité without typing it: `{{telephone}}` and the like, by name. */
export type Facts = Readonly<Record<string, string>>

/** How the address of Payline's payment page begins; whatever merely holds this name is a trap. */
export const ADRESSE_DE_PAIEMENT = 'https://webpayment.payline.com/'

/** @param verrouMinutes the product's lock-out durations, for a collectivité that keeps them */
export function factsOf(c: Collectivite, verrouMinutes: readonly number[] = [15, 30, 60, 120]): Facts {
  return {
    portail: c.portail,
    nom: c.nom,
    nomAvecArticle: c.nomAvecArticle,
    NomAvecArticle: c.nomAvecArticle.charAt(0).toUpperCase() + c.nomAvecArticle.slice(1),
    telephone: c.telephone,
    courriel: c.courriel,
    site: c.site,
    adressePostale: c.adressePostale.join('  \n'),
    'dpo.courriel': c.dpo.courriel,
    'dpo.adressePostale': c.dpo.adressePostale.join('  \n'),
    'expediteur.adresse': c.expediteur.adresse,
    'paiement.adresse': ADRESSE_DE_PAIEMENT,
    verrou: verrouInWords(c.verrou?.dureesMinutes ?? verrouMinutes),
  }
}

const MARK = /\{\{([^}]*)\}\}/g

/** The names in a text that are no fact, each once. */
export const unknownFacts = (source: string, facts: Facts): string[] => [
  ...new Set([...source.matchAll(MARK)].flatMap(([, name = '']) => (name in facts ? [] : [name]))),
]

/** Puts the facts in their places. A name that is no fact stays as it was typed. */
export const fillFacts = (source: string, facts: Facts): string =>
  source.replace(MARK, (mark, name: string) => facts[name] ?? mark)

function verrouInWords(minutes: readonly number[]): string {
  const [first = 15] = minutes
  const longest = Math.max(first, ...minutes)
  const begin = `${inWords(first)} la première fois`
  return longest === first ? inWords(first) : `${begin}, jusqu’à ${inWords(longest)} si les essais continuent`
}

function inWords(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`
  return minutes === 60 ? '1 heure' : `${minutes / 60} heures`
}
