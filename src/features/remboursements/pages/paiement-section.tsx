import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import type { PaiementPourAgent } from '../paiement-pour-agent.query.ts'

/** On the page of a demande, for whoever examines it: what is due and paid, in plain words. The money is the régisseur's. */
export function PaiementSection({ paiement }: { paiement: PaiementPourAgent | undefined }) {
  if (!paiement) return null
  const { duCents, exigible, aPayerAvant, payes, rendus, enVerification } = paiement
  const recus = payes.filter(({ impaye }) => !impaye)
  return (
    <section aria-labelledby="paiement">
      <h2 id="paiement">Paiement</h2>
      <ul>
        <li>
          {exigible
            ? `Dû : ${eurosEnMots(duCents)}${aPayerAvant && recus.length === 0 ? `, à payer jusqu’au ${longDay(aPayerAvant)} inclus` : ''}.`
            : `Rien n’est à payer pour l’instant. Le tarif calculé est de ${eurosEnMots(duCents)}.`}
        </li>
        {recus.length === 0 && !enVerification ? <li>Aucun paiement reçu.</li> : null}
        {enVerification ? <li>Un paiement est en cours de vérification par la régie.</li> : null}
        {payes.map(({ montantCents, le, moyen, enTrop, impaye }) => (
          <li>
            {impaye ? 'Chèque que la banque n’a pas payé' : 'Payé'} : {eurosEnMots(montantCents)},{' '}
            {moyen === 'carte' ? 'par carte' : 'par chèque'}, le {longMoment(le)}.
            {enTrop ? ' Ce paiement n’est pas gardé : la régie le rend.' : ''}
          </li>
        ))}
        {rendus.map(({ montantCents, le }) => (
          <li>
            {le
              ? `Remboursé : ${eurosEnMots(montantCents)}, le ${longMoment(le)}.`
              : `Remboursement de ${eurosEnMots(montantCents)} en cours.`}
          </li>
        ))}
      </ul>
      <p class="doux">Les paiements et les remboursements sont l’affaire du régisseur : écrivez-lui.</p>
    </section>
  )
}
