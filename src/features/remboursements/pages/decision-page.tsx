import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Case, Groupe, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import {
  type Choix,
  type DecisionDePaiement,
  type PaiementRelu,
  statutsDePaiement,
} from '../../paiements/index.ts'

interface DecisionPageProps {
  id: string
  relu: PaiementRelu
  choix: Choix
  tape: { decision: string; motif: string }
  erreurs: Readonly<Record<string, string>>
}

const CHOIX = {
  garder: {
    libelle: 'Garder ce paiement',
    aide: 'Il est accepté, pour le montant qui a vraiment été pris. La personne reçoit son accusé de réception.',
  },
  a_rendre: {
    libelle: 'Rendre ce paiement',
    aide: 'Il est inscrit dans les comptes, puis rendu en entier : le formulaire vient ensuite. La personne est prévenue.',
  },
  rien_pris: {
    libelle: 'Rien n’a été pris',
    aide: 'Payline ne montre aucune somme prise. Le paiement est clos, et la personne peut recommencer.',
  },
} as const satisfies Record<DecisionDePaiement, { libelle: string; aide: string }>

/** What the provider says now beside what was ordered, and what a human may decide of it. */
export function DecisionPage(props: DecisionPageProps) {
  const { id, relu, choix, erreurs } = props
  return (
    <>
      <MenuDeCaisse pour="regisseur" />
      <p>
        <a href={`/agents/caisse/paiements/${id}`}>Revenir au paiement</a>
      </p>
      <h1 tabIndex={-1}>
        Vérifier le paiement <span class="reference">{relu.commande}</span>
      </h1>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <Comparaison relu={relu} />
      {relu.seRegle ? (
        <Alert
          ton="info"
          titre={`Payline a répondu : ${statutsDePaiement[relu.seRegle].libelle.toLowerCase()}`}
        >
          <p>Il n’y a rien à décider.</p>
          <form method="post" action={`/agents/caisse/paiements/${id}/relecture`}>
            <button type="submit" class="ds-button">
              Inscrire cette réponse
            </button>
          </form>
        </Alert>
      ) : 'ferme' in choix ? (
        <Ferme ferme={choix.ferme} />
      ) : (
        <Decider {...props} ouvertes={choix.ouvertes} />
      )}
    </>
  )
}

function Comparaison({ relu: { commande, montantCents, lecture, conflit } }: { relu: PaiementRelu }) {
  const lignes = [
    [
      'Montant',
      eurosEnMots(montantCents),
      lecture.montantCents === null ? 'non dit' : eurosEnMots(lecture.montantCents),
    ],
    [
      'Devise',
      'euro',
      lecture.devise === null ? 'non dite' : lecture.devise === '978' ? 'euro' : `code ${lecture.devise}`,
    ],
    ['Commande', commande, lecture.reference ?? 'non dite'],
    ['Transaction', '', lecture.transactionId ?? 'aucune'],
    ['Autorisation de la banque', '', lecture.autorisation ?? 'aucune'],
    ['Réponse', '', `${lecture.code}, ${lecture.message}`],
  ] as const
  return (
    <>
      {conflit ? <p>Ce qui diffère : {conflit}.</p> : null}
      <table class="repliable">
        <caption class="sr">Ce qui était commandé, et ce que Payline dit maintenant</caption>
        <thead>
          <tr>
            <th scope="col">Quoi</th>
            <th scope="col">Commandé</th>
            <th scope="col">Payline dit</th>
          </tr>
        </thead>
        <tbody>
          {lignes.map(([quoi, commande_, dit]) => (
            <tr>
              <th scope="row" data-titre="Quoi">
                {quoi}
              </th>
              <td data-titre="Commandé">{commande_ || '–'}</td>
              <td data-titre="Payline dit">{dit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Ferme({ ferme }: { ferme: 'doute' | 'illisible' }) {
  return ferme === 'doute' ? (
    <Alert ton="attention" titre="Ce doute de fraude se décide chez Payline">
      <ol>
        <li>Ouvrez l’administration de Payline (admin.payline.com).</li>
        <li>Cherchez la transaction, rubrique « Transactions ».</li>
        <li>Acceptez-la ou refusez-la, selon les consignes de la régie.</li>
        <li>Revenez au paiement et pressez « Relire maintenant ».</li>
      </ol>
    </Alert>
  ) : (
    <Alert ton="danger" titre="Rien ne peut être décidé ici">
      <p>
        Payline montre une somme prise, sans montant en euros que nos comptes puissent inscrire. Appelez
        Payline avec le numéro de la transaction, puis relisez ce paiement.
      </p>
    </Alert>
  )
}

function Decider({
  id,
  tape,
  erreurs,
  ouvertes,
}: DecisionPageProps & { ouvertes: readonly DecisionDePaiement[] }) {
  return (
    <section aria-labelledby="decider" class="formulaire">
      <h2 id="decider">Que décidez-vous ?</h2>
      <form method="post" action={`/agents/caisse/paiements/${id}/decision`} noValidate>
        <Groupe nom="decision" libelle="Votre décision" messages={unMessage(erreurs.decision)} cases="radio">
          {ouvertes.map((decision, i) => (
            <Case
              type="radio"
              id={i === 0 ? 'decision' : `decision-${decision}`}
              nom="decision"
              valeur={decision}
              libelle={CHOIX[decision].libelle}
              aide={CHOIX[decision].aide}
              cochee={tape.decision === decision}
            />
          ))}
        </Groupe>
        <ZoneDeTexte
          nom="motif"
          libelle="Pourquoi ?"
          aide="Seuls les agents le liront. Dites ce que vous avez vu chez Payline."
          valeur={tape.motif}
          messages={unMessage(erreurs.motif)}
          lignes={4}
        />
        <button type="submit" class="ds-button">
          Décider
        </button>
      </form>
    </section>
  )
}
