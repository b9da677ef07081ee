/** A number that a phone dials when touched. */
export function Telephone({ numero }: { numero: string }) {
  return (
    <a class="montant" href={`tel:${numero.replace(/[^\d+]/g, '')}`}>
      {numero}
    </a>
  )
}
