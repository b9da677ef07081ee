import { longDate, longMoment } from '../../../platform/legal-clock/paris.ts'
import type { ActualiteEcrite } from '../actualites.query.ts'
import type { PageDeListe } from '../curseur.ts'

type Ligne = Omit<ActualiteEcrite, 'markdown'>

/** Every news and its state, page by page. */
export function GestionPage({ page, debut }: { page: PageDeListe<Ligne>; debut: boolean }) {
  return (
    <>
      <p>
        <a href="/agents/administration">Administration</a>
      </p>
      <h1 tabIndex={-1}>Actualités</h1>
      <p>
        <a class="ds-button" href="/agents/administration/actualites/nouvelle">
          Écrire une actualité
        </a>
      </p>
      {page.lignes.length > 0 ? (
        <Liste actualites={page.lignes} />
      ) : (
        <p>{debut ? 'Aucune actualité pour l’instant.' : 'Rien de plus ancien.'}</p>
      )}
      {page.suite ? (
        <p>
          <a href={`/agents/administration/actualites?avant=${page.suite}`}>Actualités plus anciennes</a>
        </p>
      ) : null}
      {debut ? null : (
        <p>
          <a href="/agents/administration/actualites">Les dernières changées</a>
        </p>
      )}
    </>
  )
}

const ETATS = { brouillon: 'Brouillon', 'en-ligne': 'En ligne', retiree: 'Retirée' } as const

function Liste({ actualites }: { actualites: readonly Ligne[] }) {
  return (
    <table class="repliable">
      <caption class="sr">Les actualités</caption>
      <thead>
        <tr>
          <th scope="col">Titre</th>
          <th scope="col">État</th>
          <th scope="col">Dernier changement</th>
        </tr>
      </thead>
      <tbody>
        {actualites.map(({ numero, titre, etat, publieeLe, modifieeLe, par }) => (
          <tr>
            <td data-titre="Titre">
              <a href={`/agents/administration/actualites/${numero}/relecture`}>{titre}</a>
            </td>
            <td data-titre="État">
              {ETATS[etat]}
              {etat === 'en-ligne' && publieeLe ? ` depuis le ${longDate(publieeLe)}` : ''}
            </td>
            <td data-titre="Dernier changement">
              {par}, le {longMoment(modifieeLe)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
