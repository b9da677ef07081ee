import { dateEnMots } from '../../../formulaire/dates.ts'
import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Ligne } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { ChequeVu } from '../cheques.query.ts'

/** The cheques that came, and the way to note one more. */
export function ChequesPage(props: {
  cheques: readonly ChequeVu[]
  suite: string | null
  /** What was typed, and what is wrong with it. */
  reference: string
  erreur: string | undefined
  /** The cheque just noted. */
  note: ChequeVu | undefined
  role: string
  titreDe: (slug: string) => string
}) {
  const { cheques, suite, note, erreur } = props
  return (
    <>
      <MenuDeCaisse ici="/agents/caisse/cheques" pour={props.role} />
      <h1 tabIndex={-1}>Chèques</h1>
      {note ? (
        <Alert ton="succes" titre="Le chèque est noté" role="status">
          <p>
            {eurosEnMots(note.montantCents)} pour le paiement <span class="reference">{note.commande}</span>.
            La personne reçoit son accusé de réception par courriel, ou le trouve dans son espace.
          </p>
        </Alert>
      ) : null}
      <div class="formulaire">
        <ErrorSummary erreurs={erreursDePage(erreur ? { reference: erreur } : {})} />
        <h2>Noter un chèque reçu</h2>
        <form method="get" action="/agents/caisse/cheques/nouveau" noValidate>
          <Ligne
            nom="reference"
            libelle="Référence de la demande"
            aide="Écrite au dos du chèque, par exemple PR26-7KQ4-XM9T."
            valeur={props.reference}
            messages={unMessage(erreur)}
          />
          <div class="actions">
            <button type="submit" class="ds-button">
              Chercher ce qui est dû
            </button>
          </div>
        </form>
      </div>
      <h2>Chèques notés</h2>
      {cheques.length === 0 ? <p>Aucun chèque n’est noté pour l’instant.</p> : <Liste {...props} />}
      {suite ? (
        <nav aria-label="Pages" class="pages">
          <a rel="next" href={`/agents/caisse/cheques?avant=${suite}`}>
            Chèques plus anciens
          </a>
        </nav>
      ) : null}
    </>
  )
}

function Liste({ cheques, titreDe }: { cheques: readonly ChequeVu[]; titreDe: (slug: string) => string }) {
  return (
    <table class="repliable">
      <caption>Le dernier noté d’abord</caption>
      <thead>
        <tr>
          <th scope="col">Paiement</th>
          <th scope="col">Démarche</th>
          <th scope="col">Reçu le</th>
          <th scope="col">Chèque</th>
          <th scope="col" class="nombre">
            Montant
          </th>
          <th scope="col">Suite</th>
        </tr>
      </thead>
      <tbody>
        {cheques.map((cheque) => (
          <tr>
            <th scope="row" data-titre="Paiement">
              <a class="reference" href={`/agents/caisse/paiements/${cheque.id}`}>
                {cheque.commande}
              </a>
            </th>
            <td data-titre="Démarche">{titreDe(cheque.demarche)}</td>
            <td data-titre="Reçu le">{dateEnMots(cheque.recuLe)}</td>
            <td data-titre="Chèque">
              {[cheque.numero && `n° ${cheque.numero}`, cheque.banque].filter(Boolean).join(', ') ||
                'Non noté'}
            </td>
            <td class="nombre montant" data-titre="Montant">
              {eurosEnMots(cheque.montantCents)}
            </td>
            <td data-titre="Suite">
              {cheque.impaye ? (
                <Tag ton="danger">Impayé</Tag>
              ) : (
                <a href={`/agents/caisse/cheques/${cheque.id}/impaye`}>Noter un impayé</a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
