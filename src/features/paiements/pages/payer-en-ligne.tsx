import { eurosEnMots } from '../../../formulaire/nombres.ts'
import type { Du } from '../compute-du.ts'
import type { PaiementVue } from '../paiements.query.ts'

/** Where the person is about to go, what to check before typing a card number, and the button; or why not now. */
export function PayerEnLigne({ vue, du }: { vue: PaiementVue; du: Du }) {
  const [dernier] = vue.tentatives
  if (!vue.enLigne)
    return (
      <p>
        Le paiement en ligne n’est pas ouvert en ce moment. Votre demande est gardée : vous pouvez payer par
        chèque.
      </p>
    )
  // A page of another amount is not taken up again: the person is told to leave it.
  const revient = dernier?.statut === 'en_cours' && dernier.montantCents === du.montantCents
  return (
    <>
      <h2>Payer par carte</h2>
      <p>
        Vous allez quitter ce site pour les pages de paiement de <strong>Payline</strong>, de la société
        Monext. Avant de taper votre numéro de carte, regardez l’adresse en haut du navigateur, à côté d’un
        cadenas fermé. Elle commence par :
      </p>
      <p>
        <strong class="d-un-bloc">https://webpayment.payline.com</strong>
      </p>
      <p>
        Le Département ne voit jamais votre carte. Après le paiement, vous revenez ici. Si la page se ferme en
        route, rien n’est perdu : nous demandons à Payline ce qu’il en est.
      </p>
      <form method="post" action={`/espace/demandes/${vue.reference}/paiement`}>
        <button class="ds-button" type="submit">
          {revient
            ? 'Reprendre mon paiement sur Payline'
            : `Payer ${eurosEnMots(du.montantCents)} sur Payline`}
        </button>
      </form>
    </>
  )
}
