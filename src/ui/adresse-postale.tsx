/** A postal address, a line each. */
export function AdressePostale({ lignes }: { lignes: readonly string[] }) {
  return (
    <address>
      {lignes.map((ligne, i) => (
        <>
          {i > 0 ? <br /> : null}
          {ligne}
        </>
      ))}
    </address>
  )
}
