import { AUTRES_SITES } from './audience-store.ts'
import type { Appareil } from './balise.ts'

export const MOTS_APPAREIL = {
  telephone: 'Téléphone',
  tablette: 'Tablette',
  ordinateur: 'Ordinateur',
  autre: 'Autre',
} as const satisfies Record<Appareil, string>

const SITES: Readonly<Record<string, string>> = {
  '': 'Aucun site indiqué',
  [AUTRES_SITES]: 'Autres sites',
}

/** A referring site as it is read. */
export const motsDeSite = (site: string): string => SITES[site] ?? site
