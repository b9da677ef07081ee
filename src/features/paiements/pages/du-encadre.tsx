import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { retenu } from '../paiement.ts'
import type { PaiementVue } from '../paiements.query.ts'
import { renduEnBref } from './rendus-section.tsx'

/** On the page of a demande that owes something: how much, until when, and the way to pay; or that it is paid. */
export function DuEncadre({ vue }: { vue: PaiementVue | undefined }) {
  if (!vue) return null
  const { reference, aPayerAvant, exigible, tentatives } = vue
  const { montantCents } = vue.du
  const adresse = `/espace/demandes/${reference}/paiement`
  const paye = retenu(tentatives)
  if (paye)
    return (
      <p>
        Payé : {eurosEnMots(paye.montantCents)}.{renduEnBref(tentatives)} <a href={adresse}>Voir le reçu</a>
      </p>
    )
  if (!exigible)
    return <p>À payer si votre demande est acceptée : {eurosEnMots(montantCents)}. Rien pour l’instant.</p>
  const waits = tentatives[0]?.statut === 'a_verifier'
  return (
    <section class="encadre" data-ton="attention">
      <h2>À payer : {eurosEnMots(montantCents)}</h2>
      {waits ? (
        <p>Votre paiement est en cours de vérification. Vous n’avez rien à faire.</p>
      ) : (
        <>
          {aPayerAvant ? <p>Jusqu’au {longDay(aPayerAvant)} inclus, par carte ou par chèque.</p> : null}
          <p>
            <a class="ds-button" href={adresse}>
              Voir ce que je dois payer
            </a>
          </p>
        </>
      )}
    </section>
  )
}
