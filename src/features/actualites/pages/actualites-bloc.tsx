import { longDate, parisDay } from '../../../platform/legal-clock/paris.ts'
import type { ActualiteEnListe } from '../actualites.query.ts'
import { resumeDe } from '../rendu.ts'

/** News in a list; each title leads to the whole. */
export function ActualitesBloc({ actualites }: { actualites: readonly ActualiteEnListe[] }) {
  return (
    <ul class="cartes">
      {actualites.map(({ numero, titre, debut, publieeLe }) => (
        <li class="carte">
          <h3>
            <a href={`/actualites/${numero}`}>{titre}</a>
          </h3>
          <p>{resumeDe(debut)}</p>
          <p class="doux">
            <time datetime={parisDay(publieeLe)}>{longDate(publieeLe)}</time>
          </p>
        </li>
      ))}
    </ul>
  )
}
