import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** « L. 114-5-1 », « R311-3-1-1 », « articles L211-2 et R112-11-1 »: a letter, then a number with at least one hyphen. */
const ARTICLE = /\b(?<lettre>[LRD])\*?\.?[ \u00a0]?(?<numero>\d{3,4}-\d{1,3}(?:-\d{1,2})*)\b/g

/** Where law may be cited: what people read, and what the code says it does. */
const PLACES = [
  'src/**/*.{ts,tsx}',
  'demarches/**/*.{ts,md}',
  'db/migrations/*.sql',
  'docs/{*,guides/*,exploitation/*,adr/*}.md',
  'conditions-generales.md',
  'collectivite.ts',
]
const LISTE = 'docs/textes-cites.md'

/** Every article that the product cites, « L114-5 », with the files that cite it. */
export function citedArticles(root: string): Map<string, string[]> {
  const cited = new Map<string, string[]>()
  for (const file of PLACES.flatMap((place) => globSync(place, { cwd: root })))
    if (file !== LISTE && !/\.test\.tsx?$|\.fixture\.ts$|\.generated\.ts$/.test(file))
      for (const { groups } of readFileSync(join(root, file), 'utf8').matchAll(ARTICLE)) {
        const article = `${groups?.lettre}${groups?.numero}`
        cited.set(article, [...new Set([...(cited.get(article) ?? []), file])])
      }
  return cited
}

/** The articles that the list of the lawyers tells of, each with its code and how it was checked. */
export function listedArticles(root: string): { code: string; article: string; verifie: string }[] {
  const rows = readFileSync(join(root, LISTE), 'utf8').matchAll(
    /^\| (?<code>[^|]+?) +\| (?<article>[LRD][\d-]+) +\| [^|]+\| (?<verifie>[^|]+?) +\|$/gm,
  )
  return [...rows].map(({ groups }) => ({
    code: groups?.code ?? '',
    article: groups?.article ?? '',
    verifie: groups?.verifie ?? '',
  }))
}
