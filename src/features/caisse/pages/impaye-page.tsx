import { dateEnMots } from '../../../formulaire/dates.ts'
import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Fil } from '../../../ui/fil.tsx'
import type { ChequeVu } from '../cheques.query.ts'

/** Notes that the bank did not pay a cheque. */
export function ImpayePage(props: { cheque: ChequeVu; motif: string; erreur: string | undefined }) {
  const { cheque, motif, erreur } = props
  return (
    <div class="formulaire">
      <Fil etapes={[['Chèques', '/agents/caisse/cheques']]} ici={cheque.commande} />
      <h1 tabIndex={-1}>Noter un chèque impayé</h1>
      <ErrorSummary erreurs={erreursDePage(erreur ? { motif: erreur } : {})} />
      <p>
        Paiement <span class="reference">{cheque.commande}</span>, {eurosEnMots(cheque.montantCents)}, reçu le{' '}
        {dateEnMots(cheque.recuLe)}.
      </p>
      {cheque.impaye ? (
        <p>Ce chèque est déjà noté comme impayé.</p>
      ) : (
        <>
          <ul>
            <li>Le montant sort de la caisse, au jour d’aujourd’hui.</li>
            <li>
              Si la demande est toujours due, elle redevient à payer. Si elle a été payée une deuxième fois
              par carte, regardez d’abord ce paiement avant de le rendre.
            </li>
            <li>
              La personne reçoit un message, sans le motif que vous écrivez ici. Si elle a déposé sa demande
              sur papier, elle n’en reçoit pas : demandez au service de lui écrire.
            </li>
          </ul>
          <form method="post" action={`/agents/caisse/cheques/${cheque.id}/impaye`} noValidate>
            <ZoneDeTexte
              nom="motif"
              libelle="Pourquoi la banque n’a-t-elle pas payé ?"
              aide="Pour la régie, par exemple : provision insuffisante, signature absente."
              valeur={motif}
              messages={unMessage(erreur)}
              lignes={3}
            />
            <div class="actions">
              <button type="submit" class="ds-button">
                Noter l’impayé
              </button>
              <a href="/agents/caisse/cheques">Ne rien noter</a>
            </div>
          </form>
        </>
      )}
    </div>
  )
}
