import { SUPPORTED } from '../browser/supported-browsers.ts'

/** The list that the build is made for, as the page shows it. */
export const NAVIGATEURS = SUPPORTED.map(({ nom, depuis }) => ({ nom, aPartirDe: String(depuis) }))
