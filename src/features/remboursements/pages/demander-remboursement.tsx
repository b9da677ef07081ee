import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { Ligne, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { prochaineSequence, resteARendre, statutsDeRemboursement } from '../remboursement.ts'
import type { PaiementDeCaissePageProps } from './paiement-de-caisse-props.ts'

/** The form to give money back: the whole or a part, with a reason that the person reads. */
export function DemanderRemboursement(props: PaiementDeCaissePageProps) {
  const { vue, acteur, seuilCents, tape, erreurs } = props
  const reste = resteARendre(vue.montantCents, vue.rendus)
  const enCours = vue.rendus.some(({ statut }) => statutsDeRemboursement[statut].ouvert)
  if (vue.statut !== 'accepte' || reste === 0 || enCours || acteur.role !== 'regisseur') return null
  const parCheque = vue.moyen === 'cheque'
  if (vue.impaye)
    return (
      <section aria-labelledby="rendre">
        <h2 id="rendre">Rendre de l’argent</h2>
        <p>La banque n’a pas payé ce chèque : il n’y a rien à en rendre.</p>
      </section>
    )
  return (
    <section aria-labelledby="rendre" class="formulaire">
      <h2 id="rendre">{vue.enTrop ? 'Rembourser ce paiement en trop' : 'Rendre de l’argent'}</h2>
      <form method="post" action={`/agents/caisse/paiements/${vue.id}/remboursements`} noValidate>
        <input type="hidden" name="sequence" value={String(prochaineSequence(vue.rendus))} />
        <Ligne
          nom="montant"
          libelle="Montant à rendre"
          aide={`${eurosEnMots(reste)} au plus. Par exemple 12,50. ${parCheque ? 'Le chèque se rend par virement, que vous faites hors de ce portail.' : 'L’argent revient sur la carte qui a payé.'}`}
          valeur={tape.montant}
          messages={unMessage(erreurs.montant)}
          inputMode="decimal"
          autoComplete="off"
          suffixe="€"
          court
        />
        <ZoneDeTexte
          nom="motif"
          libelle="Pourquoi ?"
          aide="La personne lit cette raison telle quelle, dans son courriel et dans son espace. C’est aussi celle qui reste dans les comptes : écrivez une phrase simple, sans rien d’interne."
          valeur={tape.motif}
          messages={unMessage(erreurs.motif)}
          lignes={4}
        />
        {vue.du?.exigible && vue.aRendreCents === 0 ? (
          <p>
            Ce paiement est dû : si vous le rendez en entier, la demande redevient à payer, et la personne
            sera invitée à le faire.
          </p>
        ) : null}
        <p>
          Au-delà de {eurosEnMots(seuilCents)} rendus en tout pour ce paiement, une deuxième personne doit
          valider {parCheque ? 'avant le virement' : 'avant l’envoi'}.
        </p>
        <button type="submit" class="ds-button">
          Rendre ce montant
        </button>
      </form>
    </section>
  )
}
