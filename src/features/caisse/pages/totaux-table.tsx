import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { moyensEnMots } from '../ecriture.ts'
import { netDe, sommeDe, type Total } from '../totaux.ts'

/** What came in and went out, by démarche and by means, with their sum. */
export function TotauxTable(props: {
  totaux: readonly Total[]
  titreDe: (slug: string) => string
  legende: string
}) {
  const somme = sommeDe(props.totaux)
  return (
    <table class="repliable">
      <caption>{props.legende}</caption>
      <thead>
        <tr>
          <th scope="col">Démarche</th>
          <th scope="col">Moyen</th>
          <th scope="col" class="nombre">
            Nombre
          </th>
          <th scope="col" class="nombre">
            Entrées
          </th>
          <th scope="col" class="nombre">
            Sorties
          </th>
          <th scope="col" class="nombre">
            Net
          </th>
        </tr>
      </thead>
      <tbody>
        {props.totaux.map((total) => (
          <tr>
            <th scope="row" data-titre="Démarche">
              {props.titreDe(total.demarche)}
            </th>
            <td data-titre="Moyen">{moyensEnMots[total.moyen]}</td>
            <Sommes {...total} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" data-titre="">
            Total
          </th>
          <td data-titre="Moyen">Tous</td>
          <Sommes {...somme} />
        </tr>
      </tfoot>
    </table>
  )
}

/** The four last cells of a line of totals. */
export function Sommes(somme: Pick<Total, 'nombre' | 'entreesCents' | 'sortiesCents'>) {
  return (
    <>
      <td class="nombre" data-titre="Nombre">
        {somme.nombre.toLocaleString('fr-FR')}
      </td>
      <td class="nombre montant" data-titre="Entrées">
        {eurosEnMots(somme.entreesCents)}
      </td>
      <td class="nombre montant" data-titre="Sorties">
        {eurosEnMots(somme.sortiesCents)}
      </td>
      <td class="nombre montant" data-titre="Net">
        {eurosEnMots(netDe(somme))}
      </td>
    </>
  )
}
