import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import { etatFermeture, type Maintenance, quandEnMots } from '../fermeture.ts'

/** Earlier, it is on /disponibilite only: a banner that is always there is not read. */
const ANNONCE_MS = 7 * 86_400_000

/**
 * What every page says of the maintenances under way and near; nothing when there is none.
 * @param titre the name of a démarche
 */
export function avisDeMaintenance(
  maintenances: readonly Maintenance[],
  now: Date,
  titre: (slug: string) => string,
) {
  const shown = maintenances.filter(({ debut }) => debut.getTime() - now.getTime() < ANNONCE_MS)
  if (shown.length === 0) return undefined
  return (
    <Alert ton="attention">
      {shown.map((maintenance) => (
        <p>
          <Phrase maintenance={maintenance} now={now} titre={titre} />
        </p>
      ))}
    </Alert>
  )
}

function Phrase(props: { maintenance: Maintenance; now: Date; titre: (slug: string) => string }) {
  const { maintenance, now, titre } = props
  const quoi = maintenance.demarche ? titre(maintenance.demarche) : 'Les services en ligne'
  if (etatFermeture(maintenance, now) === 'en-cours')
    return (
      <>
        <strong>{quoi} : maintenance en cours</strong>, jusqu’au {longMoment(maintenance.fin)}. Ce que vous
        avez enregistré est gardé. <a href="/disponibilite">Que faire en attendant ?</a>
      </>
    )
  return (
    <>
      <strong>
        {quoi} : maintenance prévue {quandEnMots(maintenance)}.
      </strong>{' '}
      {maintenance.motif} <a href="/disponibilite">En savoir plus</a>
    </>
  )
}
