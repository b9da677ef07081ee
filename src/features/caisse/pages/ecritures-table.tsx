import { dateEnMots } from '../../../formulaire/dates.ts'
import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { parisDay, parisTime } from '../../../platform/legal-clock/paris.ts'
import { type Ecriture, genresEnMots, moyensEnMots } from '../ecriture.ts'

/** The lines of a day book; what went out has its sign. */
export function EcrituresTable(props: {
  ecritures: readonly Ecriture[]
  titreDe: (slug: string) => string
  legende: string
}) {
  return (
    <table class="repliable">
      <caption>{props.legende}</caption>
      <thead>
        <tr>
          <th scope="col">Heure</th>
          <th scope="col">Écriture</th>
          <th scope="col">Paiement</th>
          <th scope="col">Démarche</th>
          <th scope="col">Moyen</th>
          <th scope="col" class="nombre">
            Montant
          </th>
          <th scope="col">Transaction</th>
        </tr>
      </thead>
      <tbody>
        {props.ecritures.map((ecriture) => (
          <tr>
            <td data-titre="Heure">
              <Heure ecriture={ecriture} />
            </td>
            <td data-titre="Écriture">{genresEnMots[ecriture.genre]}</td>
            <td data-titre="Paiement">
              <a class="reference" href={`/agents/caisse/paiements/${ecriture.paiementId}`}>
                {ecriture.commande}
              </a>
            </td>
            <td data-titre="Démarche">{props.titreDe(ecriture.demarche)}</td>
            <td data-titre="Moyen">{moyensEnMots[ecriture.moyen]}</td>
            <td class="nombre montant" data-titre="Montant">
              {eurosEnMots(ecriture.montantCents)}
            </td>
            <td data-titre="Transaction">{ecriture.transactionId ?? 'Aucune'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** An entry that came once its day was closed says its own day. */
function Heure({ ecriture }: { ecriture: Ecriture }) {
  const le = new Date(ecriture.le)
  const jour = parisDay(le)
  return (
    <span>
      {jour === ecriture.jour ? null : `${dateEnMots(jour)}, `}
      {parisTime(le)}
    </span>
  )
}
