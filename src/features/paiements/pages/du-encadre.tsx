import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { isToPay } from '../is-to-pay.ts'
import { estVerifie, retenus } from '../paiement.ts'
import type { PaiementVue } from '../paiements.query.ts'
import { CompteEnMots } from './compte-en-mots.tsx'
import { DernierJour } from './quand-payer.tsx'
import { renduEnBref } from './rendus-section.tsx'

/** On the page of a demande that owes something: how much, until when, and the way to pay; or that it is paid. */
export function DuEncadre({ vue }: { vue: PaiementVue | undefined }) {
  if (!vue) return null
  const { reference, etat, du, tentatives } = vue
  const adresse = `/espace/demandes/${reference}/paiement`
  const payes = retenus(vue)
  if (payes.length > 0)
    return (
      <>
        <p>
          Payé : {eurosEnMots(payes.reduce((sum, { montantCents }) => sum + montantCents, 0))}.
          {renduEnBref(tentatives)}{' '}
          <a href={adresse}>{isToPay(vue) ? 'Voir comment payer le reste' : 'Voir le reçu'}</a>
        </p>
        <CompteEnMots vue={vue} />
      </>
    )
  if (etat === 'caduc' || !du) return <p>Vous n’avez rien à payer pour cette demande.</p>
  if (etat === 'attend')
    return <p>À payer si votre demande est acceptée : {eurosEnMots(du.montantCents)}. Rien pour l’instant.</p>
  const waits = estVerifie(tentatives)
  return (
    <section class="encadre" data-ton="attention">
      <h2>À payer : {eurosEnMots(du.montantCents)}</h2>
      {waits ? (
        <p>Votre paiement est en cours de vérification. Vous n’avez rien à faire.</p>
      ) : (
        <>
          <DernierJour vue={vue} />
          <p>{vue.enLigne ? 'Par carte, ou par chèque.' : 'Par chèque.'}</p>
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
