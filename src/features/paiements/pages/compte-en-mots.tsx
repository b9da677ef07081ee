import { eurosEnMots } from '../../../formulaire/nombres.ts'
import type { PaiementVue } from '../paiements.query.ts'

/** What was paid beside what is due, where the two differ: too much is given back, too little is still to be paid. */
export function CompteEnMots({ vue }: { vue: PaiementVue }) {
  const { payeCents, tropCents, resteCents } = vue.compte
  const duCents = vue.du?.montantCents ?? 0
  if (tropCents > 0)
    return (
      <div class="encadre" data-ton="info">
        <p>
          Vous avez payé {eurosEnMots(payeCents)}.{' '}
          {duCents > 0
            ? `Vous ne devez que ${eurosEnMots(duCents)}.`
            : 'Vous ne devez plus rien pour cette demande.'}{' '}
          <strong>Nous devons vous rendre {eurosEnMots(tropCents)}.</strong> Un agent s’en occupe : vous
          n’avez rien à faire, et vous serez prévenu.
        </p>
      </div>
    )
  if (resteCents > 0)
    return (
      <div class="encadre" data-ton="attention">
        <p>
          {payeCents > 0
            ? `Vous avez payé ${eurosEnMots(payeCents)}. Une décision a accordé davantage depuis : `
            : 'Votre paiement vous a été rendu : '}
          <strong>il reste {eurosEnMots(resteCents)} à payer.</strong>
        </p>
      </div>
    )
  return null
}
