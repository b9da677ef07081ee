import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { SaisieEnCours } from '../saisies.query.ts'

interface PapierPageProps {
  demarches: readonly { slug: string; titre: string }[]
  saisies: readonly SaisieEnCours[]
  titreDe: (slug: string) => string
}

/** Where demandes that came on paper are typed. */
export function PapierPage({ demarches, saisies, titreDe }: PapierPageProps) {
  return (
    <>
      <h1 tabIndex={-1}>Demandes papier</h1>
      <p class="chapeau">
        Saisissez ici une demande arrivée par la poste ou déposée à l’accueil, pour une personne sans compte.
        Elle suit ensuite le même chemin que les autres, et les réponses partent par la poste.
      </p>
      <h2>Saisir une demande</h2>
      {demarches.length === 0 ? (
        <p>Aucune démarche avec formulaire ne vous est confiée pour l’instant.</p>
      ) : (
        <ul>
          {demarches.map(({ slug, titre }) => (
            <li>
              <a href={`/agents/papier/${slug}`}>{titre}</a>
            </li>
          ))}
        </ul>
      )}
      {saisies.length > 0 ? (
        <>
          <h2>Saisies à finir</h2>
          <ul class="fichiers">
            {saisies.map(({ id, nom, demarche, modifieLe }) => (
              <li>
                <span>
                  <a href={`/agents/papier/saisies/${id}`}>{nom}</a>
                  <br />
                  <span class="doux">
                    {titreDe(demarche)}, saisie le {longMoment(modifieLe)}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
