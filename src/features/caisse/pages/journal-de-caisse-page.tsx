/** The day book of the régie. */
export function JournalDeCaissePage() {
  return <h1 tabIndex={-1}>Caisse</h1>
}
