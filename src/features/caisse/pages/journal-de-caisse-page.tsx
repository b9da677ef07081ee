import { OngletsCaisse } from '../../../ui/onglets-caisse.tsx'

/** The day book of the régie. */
export function JournalDeCaissePage() {
  return (
    <>
      <OngletsCaisse ici="/agents/caisse" />
      <h1 tabIndex={-1}>Caisse</h1>
    </>
  )
}
