import type { ActualiteEnListe } from '../actualites.query.ts'
import type { PageDeListe } from '../curseur.ts'
import { ActualitesBloc } from './actualites-bloc.tsx'

/** A page of the news. @param props.debut whether it is the first one */
export function ActualitesPage(props: { page: PageDeListe<ActualiteEnListe>; debut: boolean }) {
  const { page, debut } = props
  return (
    <>
      <h1>{debut ? 'Actualités' : 'Actualités plus anciennes'}</h1>
      {page.lignes.length > 0 ? (
        <>
          <h2 class="sr">De la plus récente à la plus ancienne</h2>
          <ActualitesBloc actualites={page.lignes} />
        </>
      ) : (
        <p>
          {debut ? 'Rien de nouveau en ce moment.' : 'Rien de plus ancien.'}{' '}
          <a href="/services">Voir les démarches</a>
        </p>
      )}
      {page.suite ? (
        <p>
          <a href={`/actualites?avant=${page.suite}`}>Actualités plus anciennes</a>
        </p>
      ) : null}
      {debut ? null : (
        <p>
          <a href="/actualites">Les actualités les plus récentes</a>
        </p>
      )}
    </>
  )
}
