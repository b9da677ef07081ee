import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

interface CommuneEtalab {
  nom: string
  code: string
  codesPostaux?: string[]
}

export interface CommuneTrouvee {
  nom: string
  codeInsee: string
}

let byPostcode: Promise<Map<string, CommuneTrouvee[]>> | undefined

/** Read once, when the first postcode is asked; only names and codes are kept. */
async function load(): Promise<Map<string, CommuneTrouvee[]>> {
  const file = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json')
  const index = new Map<string, CommuneTrouvee[]>()
  for (const { nom, code, codesPostaux = [] } of JSON.parse(
    await readFile(file, 'utf8'),
  ) as CommuneEtalab[]) {
    for (const postcode of codesPostaux) {
      const list = index.get(postcode) ?? []
      if (!list.some((commune) => commune.nom === nom)) list.push({ nom, codeInsee: code })
      index.set(postcode, list)
    }
  }
  return index
}

/** The communes of a postcode, in alphabetical order (Etalab, découpage administratif). */
export async function communesOf(postcode: string): Promise<CommuneTrouvee[]> {
  byPostcode ??= load()
  return ((await byPostcode).get(postcode) ?? []).toSorted((a, b) => a.nom.localeCompare(b.nom, 'fr'))
}
