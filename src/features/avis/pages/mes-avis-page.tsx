import { dateEnMots } from '../../../formulaire/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { MesAvis } from '../avis.query.ts'

interface MesAvisPageProps {
  vue: MesAvis
  titreDe: (slug: string) => string
  /** Day in Paris, YYYY-MM-DD. */
  today: string
  /** An opinion was just given. */
  rendu: boolean
}

/** What colleagues wait for from this agent. */
export function MesAvisPage({ vue, titreDe, today, rendu }: MesAvisPageProps) {
  return (
    <>
      {rendu ? (
        <Alert ton="succes" titre="Votre avis est transmis" role="status">
          <p>La demande ne vous est plus ouverte.</p>
        </Alert>
      ) : null}
      <h1 tabIndex={-1}>Avis demandés</h1>
      {vue.aRendre.length === 0 ? (
        <p>Aucun avis n’est attendu de vous.</p>
      ) : (
        <table class="repliable">
          <caption class="sr">Les avis attendus de vous, du plus pressé au moins pressé</caption>
          <thead>
            <tr>
              <th scope="col">Demande</th>
              <th scope="col">Démarche</th>
              <th scope="col">Demandé par</th>
              <th scope="col">Pour le</th>
            </tr>
          </thead>
          <tbody>
            {vue.aRendre.map((avis) => (
              <tr>
                <td data-titre="Demande">
                  <a class="reference" href={`/agents/avis/${avis.id}`}>
                    {avis.reference}
                  </a>
                </td>
                <td data-titre="Démarche">{titreDe(avis.demarche)}</td>
                <td data-titre="Demandé par">{avis.demandePar}</td>
                <td data-titre="Pour le">
                  <span class="echeance" data-ton={avis.pourLe < today ? 'attention' : undefined}>
                    {dateEnMots(avis.pourLe)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {vue.suite ? (
        <nav aria-label="Pages" class="pages">
          <a class="ds-button" data-variant="secondary" rel="next" href={`/agents/avis?apres=${vue.suite}`}>
            Avis suivants
          </a>
        </nav>
      ) : null}
    </>
  )
}
