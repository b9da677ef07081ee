import { longDay } from '../../../platform/legal-clock/paris.ts'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import type { MoisDeCaisse } from '../mois.query.ts'
import { addMois, moisEnMots } from '../mois.ts'
import { Sommes, TotauxTable } from './totaux-table.tsx'

interface MoisPageProps {
  /** YYYY-MM */
  mois: string
  /** Day in Paris, YYYY-MM-DD. */
  today: string
  vue: MoisDeCaisse
  role: string
  titreDe: (slug: string) => string
}

/** The accounts of a month, a line for each day with entries. */
export function MoisPage({ mois, today, vue, role, titreDe }: MoisPageProps) {
  const [avant, apres] = [addMois(mois, -1), addMois(mois, 1)]
  return (
    <>
      <MenuDeCaisse ici="/agents/caisse/mois" pour={role} />
      <h1 tabIndex={-1}>Caisse de {moisEnMots(mois)}</h1>
      <nav aria-label="Autres mois" class="pages">
        <a href={`/agents/caisse/mois?mois=${avant}`}>← {moisEnMots(avant)}</a>
        {apres <= today.slice(0, 7) ? (
          <a rel="next" href={`/agents/caisse/mois?mois=${apres}`}>
            {moisEnMots(apres)} →
          </a>
        ) : null}
      </nav>
      {vue.jours.length === 0 ? (
        <p>Aucune écriture ce mois-là, dans les démarches qui vous sont confiées.</p>
      ) : (
        <>
          <TotauxTable totaux={vue.totaux} titreDe={titreDe} legende="Totaux du mois" />
          <h2>Jour par jour</h2>
          <Jours jours={vue.jours} today={today} />
        </>
      )}
    </>
  )
}

function Jours({ jours, today }: { jours: MoisDeCaisse['jours']; today: string }) {
  return (
    <table class="repliable">
      <thead>
        <tr>
          <th scope="col">Jour</th>
          <th scope="col">Clôture</th>
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
        {jours.map(({ jour, clos, ...somme }) => (
          <tr>
            <th scope="row" data-titre="Jour">
              <a href={`/agents/caisse?jour=${jour}`}>{longDay(jour)}</a>
            </th>
            <td data-titre="Clôture">{clos ? 'Clos' : jour < today ? 'À clore' : 'En cours'}</td>
            <Sommes {...somme} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
