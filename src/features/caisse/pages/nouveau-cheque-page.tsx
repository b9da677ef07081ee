import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Case, Ligne, Messages } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Fil } from '../../../ui/fil.tsx'
import type { ChequeTape, ErreursDeCheque } from '../check-cheque.ts'
import type { DueParCheque } from '../due.query.ts'

interface NouveauChequePageProps {
  due: DueParCheque
  tape: ChequeTape
  erreurs: ErreursDeCheque
  titreDe: (slug: string) => string
}

/** What is due, and what is written on the cheque that pays it. */
export function NouveauChequePage({ due, tape, erreurs, titreDe }: NouveauChequePageProps) {
  return (
    <div class="formulaire">
      <Fil etapes={[['Chèques', '/agents/caisse/cheques']]} ici={due.reference} />
      <h1 tabIndex={-1}>
        Chèque pour la demande <span class="d-un-bloc">{due.reference}</span>
      </h1>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <p>
        {titreDe(due.demarche)} : <strong>{eurosEnMots(due.montantCents)}</strong> à payer.
      </p>
      <form method="post" action="/agents/caisse/cheques" noValidate>
        <input type="hidden" name="reference" value={due.reference} />
        <Ligne
          nom="montant"
          libelle="Montant du chèque"
          aide="Tel qu’il est écrit sur le chèque."
          valeur={tape.montant}
          messages={unMessage(erreurs.montant)}
          inputMode="decimal"
          suffixe="€"
          court
        />
        <Ligne
          nom="recuLe"
          libelle="Reçu le"
          valeur={tape.recuLe}
          messages={unMessage(erreurs.recuLe)}
          type="date"
          court
        />
        <Ligne
          nom="numero"
          libelle="Numéro du chèque (facultatif)"
          valeur={tape.numero}
          messages={unMessage(erreurs.numero)}
          inputMode="numeric"
          court
        />
        <Ligne
          nom="banque"
          libelle="Banque (facultatif)"
          valeur={tape.banque}
          messages={unMessage(erreurs.banque)}
        />
        {due.carteEnCours ? <CarteEnCours tape={tape} erreurs={erreurs} /> : null}
        <p>
          La personne reçoit un accusé de réception dès que le chèque est noté. Il dit que le paiement est
          définitif une fois le chèque payé par sa banque.
        </p>
        <div class="actions">
          <button type="submit" class="ds-button">
            Noter le chèque
          </button>
        </div>
      </form>
    </div>
  )
}

function CarteEnCours({ tape, erreurs }: Pick<NouveauChequePageProps, 'tape' | 'erreurs'>) {
  const messages = unMessage(erreurs.malgreLaCarte)
  return (
    <Alert ton="attention" titre="Un paiement par carte est en cours">
      <p>
        La personne est peut-être en train de payer. Si sa carte est acceptée, la demande sera payée deux
        fois, et le second paiement sera à lui rendre. Le plus sûr est d’attendre une demi-heure.
      </p>
      <Messages nom="malgreLaCarte" messages={messages} />
      <Case
        type="checkbox"
        id="malgreLaCarte"
        nom="malgreLaCarte"
        valeur="oui"
        libelle="Je note le chèque tout de même"
        cochee={tape.malgreLaCarte === 'oui'}
        invalide={messages.length > 0}
        {...(messages.length > 0 ? { decritPar: 'malgreLaCarte-erreur' } : {})}
      />
    </Alert>
  )
}
