/** What makes a spreadsheet take a cell for a formula, its full-width forms included (CWE-1236). */
const FORMULE = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/** A cell of a CSV that a spreadsheet shows and never computes: one that would begin a formula gets an apostrophe. */
export function cellule(text: string): string {
  const safe = FORMULE.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
