import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NavigateurQualifie } from '../features/site/index.ts'

/** The names of browserslist, as people know them, and the browser of that kind that our tests drive. */
const NOMS: Record<string, Pick<NavigateurQualifie, 'nom' | 'essaye'>> = {
  chrome: { nom: 'Chrome, sur ordinateur', essaye: 'Chromium' },
  edge: { nom: 'Edge, sur ordinateur', essaye: undefined },
  firefox: { nom: 'Firefox et Firefox ESR, sur ordinateur', essaye: 'Firefox ESR' },
  safari: { nom: 'Safari, sur Mac', essaye: undefined },
  ios_saf: { nom: 'Safari, sur iPhone et iPad', essaye: undefined },
  and_chr: { nom: 'Chrome, sur Android', essaye: undefined },
  and_ff: { nom: 'Firefox, sur Android', essaye: undefined },
  samsung: { nom: 'Samsung Internet', essaye: undefined },
}

/** The list that the browser's files were built for. Throws when a browser of it has no name here. */
export async function loadNavigateurs(assetsFolder: string): Promise<NavigateurQualifie[]> {
  const text = await readFile(join(assetsFolder, 'navigateurs.json'), 'utf8')
  const lowest = Object.entries(JSON.parse(text) as Record<string, number>)
  const nameless = lowest.find(([id]) => !NOMS[id])
  if (nameless) throw new Error(`${nameless[0]} is in .browserslistrc and has no name in navigateurs.ts`)
  const order = Object.keys(NOMS)
  return lowest
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .flatMap(([id, version]) => (NOMS[id] ? [{ ...NOMS[id], aPartirDe: String(version) }] : []))
}
