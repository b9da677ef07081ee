import type { PaiementDeCaissePageProps } from './paiement-de-caisse-props.ts'

/** A payment one too many may be kept where the bank did not pay the cheque. */
export function GarderALaPlace({ vue, acteur }: PaiementDeCaissePageProps) {
  if (!vue.remplaceUnCheque || acteur.role !== 'regisseur') return null
  return (
    <section aria-labelledby="garder">
      <h2 id="garder">Garder ce paiement à la place du chèque</h2>
      <p>
        La banque n’a pas payé le chèque de cette demande. Vous pouvez garder ce paiement à sa place : la
        personne n’a plus à payer de nouveau, et elle en est prévenue.
      </p>
      <form method="post" action={`/agents/caisse/paiements/${vue.id}/garde`}>
        <button type="submit" class="ds-button">
          Garder ce paiement
        </button>
      </form>
    </section>
  )
}
