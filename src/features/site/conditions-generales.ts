import { readFile } from 'node:fs/promises'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import { renderMarkdown, type TexteRendu } from '../demarches/index.ts'

export interface ConditionsGenerales extends TexteRendu {
  /** The date of the text, YYYY-MM-DD, which is also its version. */
  version: string
  /** The text as the person reads it: every `{{name}}` replaced. */
  markdown: string
}

/**
 * Reads `conditions-generales.md` and puts the facts of the collectivité in it. Throws when the file names a fact
 * that does not exist.
 * @param verrouMinutes the product's lock-out durations, for a collectivité that keeps them
 */
export async function loadConditionsGenerales(
  file: string,
  collectivite: Collectivite,
  verrouMinutes: readonly number[] = [15, 30, 60, 120],
): Promise<ConditionsGenerales> {
  const markdown = fillFacts(await readFile(file, 'utf8'), facts(collectivite, verrouMinutes))
  return { ...renderMarkdown(markdown), markdown, version: collectivite.conditionsGenerales }
}

function facts(c: Collectivite, verrouMinutes: readonly number[]): Record<string, string> {
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
    // CRPA R112-11-3: the terms state the addresses that acknowledgements come from.
    'expediteur.adresse': c.expediteur.adresse,
    verrou: verrouInWords(c.verrou?.dureesMinutes ?? verrouMinutes),
  }
}

function fillFacts(source: string, values: Readonly<Record<string, string>>): string {
  const unknown = new Set<string>()
  const filled = source.replace(/\{\{([^}]*)\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) unknown.add(name)
    return value ?? ''
  })
  if (unknown.size > 0)
    throw new Error(`conditions-generales.md names facts that do not exist: ${[...unknown].join(', ')}`)
  return filled
}

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
