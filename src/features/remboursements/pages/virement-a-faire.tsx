import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { Ligne } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import type { PaiementDeCaisse, RemboursementVu } from '../paiement-de-caisse.query.ts'
import type { ErreursDeRemboursement, RemboursementTape } from '../remboursement-saisie.ts'

interface VirementAFaireProps {
  vue: PaiementDeCaisse
  rendu: RemboursementVu
  tape: RemboursementTape
  erreurs: ErreursDeRemboursement
}

/** The transfer that the régie makes itself, and where it says so. */
export function VirementAFaire({ vue, rendu, tape, erreurs }: VirementAFaireProps) {
  if (rendu.operation !== 'virement' || rendu.statut !== 'a_envoyer') return null
  if (vue.impaye)
    return <p>La banque n’a pas payé ce chèque : ne faites pas ce virement. Abandonnez ce remboursement.</p>
  return (
    <>
      <p>
        Faites le virement de {eurosEnMots(rendu.montantCents)} par la paierie, sur le compte qu’elle connaît.
        Ce portail ne garde aucun IBAN. Notez-le ici une fois qu’il est fait : le montant sort de la caisse du
        jour, et la personne en est prévenue.
      </p>
      <form
        class="formulaire"
        method="post"
        action={`/agents/caisse/remboursements/${rendu.id}/virement`}
        noValidate
      >
        <Ligne
          nom="reference"
          libelle="Référence du virement (facultatif)"
          aide="Celle que donne la paierie, en 60 caractères au plus."
          valeur={tape.reference ?? ''}
          messages={unMessage(erreurs.reference)}
          autoComplete="off"
        />
        <div class="actions">
          <button type="submit" class="ds-button">
            Virement fait
          </button>
        </div>
      </form>
    </>
  )
}
