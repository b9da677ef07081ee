/** The way, for whoever answers for the démarche, to what keeps a demande that has ended. */
export function LienDeConservation({ reference, finie }: { reference: string; finie: boolean }) {
  return finie ? (
    <p>
      <a href={`/agents/demandes/${reference}/conservation`}>Jusqu’à quand cette demande est gardée</a>
    </p>
  ) : null
}
