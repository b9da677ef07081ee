import type { ErreurDePage } from './error-summary.tsx'

/** What is to mend by field, as the error summary takes it. */
export const erreursDePage = (erreurs: Readonly<Record<string, string>>): ErreurDePage[] =>
  Object.entries(erreurs).map(([nom, message]) => ({ nom, message }))
