/** Under the story of a demande: where all of it is kept and proved. */
export function LienVersJournal({ reference }: { reference: string }) {
  return (
    <p>
      <a href={`/agents/demandes/${reference}/journal`}>Lire le journal complet et le télécharger</a>
    </p>
  )
}
