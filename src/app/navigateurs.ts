import { SUPPORTED } from '../browser/supported-browsers.ts'

/** The list that the build is made for, as the pages show it. */
export const NAVIGATEURS = SUPPORTED.map(({ nom, depuis, essaye }) => ({
  nom,
  aPartirDe: String(depuis),
  essaye,
}))
