import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { type EtatFermeture, etatFermeture, quandEnMots } from '../fermeture.ts'
import type { MaintenanceNotee } from '../maintenances.query.ts'

export const ETATS = {
  prevue: 'Prévue',
  'en-cours': 'En cours',
  passee: 'Passée',
  annulee: 'Annulée',
} as const satisfies Record<EtatFermeture, string>

/** Every maintenance and where it stands. */
export function GestionPage(props: {
  maintenances: readonly MaintenanceNotee[]
  now: Date
  titre: (slug: string) => string
}) {
  const { maintenances } = props
  return (
    <>
      <p>
        <a href="/agents/administration">Administration</a>
      </p>
      <h1 tabIndex={-1}>Maintenances</h1>
      <p class="chapeau">
        Une maintenance s’annonce sur toutes les pages une semaine avant. Pendant la maintenance, les usagers
        lisent pourquoi et jusqu’à quand ; les agents continuent d’entrer.
      </p>
      <p>
        <a class="ds-button" href="/agents/administration/maintenances/nouvelle">
          Prévoir une maintenance
        </a>
      </p>
      <p>
        <a href="/disponibilite">Ce que le public voit</a>
      </p>
      {maintenances.length === 0 ? <p>Aucune maintenance pour l’instant.</p> : <Liste {...props} />}
    </>
  )
}

function Liste({ maintenances, now, titre }: Parameters<typeof GestionPage>[0]) {
  return (
    <table class="repliable">
      <caption class="sr">Les maintenances</caption>
      <thead>
        <tr>
          <th scope="col">Quand</th>
          <th scope="col">Services</th>
          <th scope="col">État</th>
          <th scope="col">Prévue par</th>
        </tr>
      </thead>
      <tbody>
        {maintenances.map((one) => (
          <tr>
            <td data-titre="Quand">
              <a href={`/agents/administration/maintenances/${one.numero}`}>{quandEnMots(one)}</a>
            </td>
            <td data-titre="Services">{one.demarche ? titre(one.demarche) : 'Tout le portail'}</td>
            <td data-titre="État">{ETATS[etatFermeture(one, now)]}</td>
            <td data-titre="Prévue par">
              {one.par}, le {longMoment(one.noteeLe)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
