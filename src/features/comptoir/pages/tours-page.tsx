import { Fil } from '../../../ui/fil.tsx'
import { momentCourt } from '../../instruction/index.ts'
import type { TourVu } from '../tours.query.ts'

/** For each démarche: whether new demandes are given in turn, and to whom the next ones go. */
export function ToursPage({ tours }: { tours: readonly (TourVu & { titre: string })[] }) {
  return (
    <div class="texte">
      <Fil etapes={[['Demandes à examiner', '/agents']]} ici="Tour de rôle" />
      <h1 tabIndex={-1}>Répartir les nouvelles demandes</h1>
      <p class="chapeau">
        À tour de rôle, chaque nouvelle demande est attribuée à l’agent qui attend depuis le plus longtemps.
        Les absents sont passés. Les demandes déjà déposées restent où elles sont.
      </p>
      {tours.length === 0 ? <p>Aucune démarche ne vous est confiée.</p> : null}
      {tours.map((tour) => (
        <Tour tour={tour} />
      ))}
    </div>
  )
}

function Tour({ tour }: { tour: TourVu & { titre: string } }) {
  const { demarche, titre, actif, agents } = tour
  const prets = agents.filter(({ accepte, absent }) => accepte && !absent)
  return (
    <section aria-labelledby={`tour-${demarche}`}>
      <h2 id={`tour-${demarche}`}>{titre}</h2>
      <p>
        {actif
          ? 'Les nouvelles demandes sont réparties à tour de rôle.'
          : 'Les nouvelles demandes ne sont attribuées à personne.'}
      </p>
      {actif && prets.length === 0 ? (
        <p class="encadre" data-ton="attention">
          Personne ne prend son tour en ce moment&#160;: les nouvelles demandes n’iront à personne.
        </p>
      ) : null}
      <ul>
        {agents.map(({ nom, accepte, absent, serviLe }) => (
          <li>
            {nom} ({etatDe(accepte, absent, serviLe)})
          </li>
        ))}
      </ul>
      <form method="post" action={`/agents/tours/${demarche}`}>
        <input type="hidden" name="actif" value={actif ? 'non' : 'oui'} />
        <button type="submit" class="ds-button" data-variant="secondary">
          {actif ? 'Arrêter de répartir' : 'Répartir à tour de rôle'}
          <span class="sr"> : {titre}</span>
        </button>
      </form>
    </section>
  )
}

function etatDe(accepte: boolean, absent: boolean, serviLe: Date | null): string {
  if (absent) return 'absent'
  if (!accepte) return 'ne prend pas son tour'
  return serviLe ? `dernière demande reçue le ${momentCourt(serviLe)}` : 'n’en a pas encore reçu'
}
