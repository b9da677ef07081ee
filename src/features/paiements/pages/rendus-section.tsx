import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { TentativeVue } from '../paiements.query.ts'

/** What is given back of the payments of a demande: how much, why, when it is seen. */
export function RendusSection({ tentatives }: { tentatives: readonly TentativeVue[] }) {
  const rendus = tentatives.flatMap(({ commande, rendus }) => rendus.map((rendu) => ({ ...rendu, commande })))
  const attendus = tentatives.filter(({ enTrop, rendus }) => enTrop && rendus.length === 0)
  if (rendus.length === 0 && attendus.length === 0) return null
  const moyens = tentatives.flatMap(({ moyen, enTrop, rendus }) =>
    enTrop || rendus.length > 0 ? [moyen] : [],
  )
  return (
    <section aria-labelledby="remboursements">
      <h2 id="remboursements">Ce que nous vous rendons</h2>
      <ul>
        {attendus.map(({ commande, montantCents }) => (
          <li>
            Le paiement <span class="d-un-bloc">{commande}</span>, de {eurosEnMots(montantCents)} : un agent
            va vous le rendre.
          </li>
        ))}
        {rendus.map(({ commande, montantCents, motif, le }) => (
          <li>
            <strong>{eurosEnMots(montantCents)}</strong> du paiement <span class="d-un-bloc">{commande}</span>
            {' '}: {le ? `rendus le ${longMoment(le)}.` : 'le remboursement est en cours.'} Pourquoi : {motif}
          </li>
        ))}
      </ul>
      {moyens.includes('carte') ? (
        <p>
          L’argent revient sur la carte qui a servi à payer. Votre banque met le plus souvent de 3 à 10 jours
          à le montrer.
        </p>
      ) : null}
      {moyens.includes('cheque') ? (
        <p>
          Un chèque se rend par virement, sur le compte bancaire que la paierie connaît. Nous ne vous
          demandons pas votre IBAN ici.
        </p>
      ) : null}
    </section>
  )
}

/** The same in one sentence, where the page of the payment is one link away. */
export function renduEnBref(tentatives: readonly TentativeVue[]): string {
  const fait = tentatives.reduce((sum, { renduCents }) => sum + renduCents, 0)
  return fait === 0 ? '' : ` Nous vous avons rendu ${eurosEnMots(fait)}.`
}
