import type { ActualiteEnLigne } from '../actualites.query.ts'
import { ActualitesBloc } from './actualites-bloc.tsx'

export function ActualitesPage({ actualites }: { actualites: readonly ActualiteEnLigne[] }) {
  return (
    <>
      <h1>Actualités</h1>
      {actualites.length === 0 ? (
        <p>
          Rien de nouveau en ce moment. <a href="/services">Voir les démarches</a>
        </p>
      ) : (
        <>
          <h2 class="sr">De la plus récente à la plus ancienne</h2>
          <ActualitesBloc actualites={actualites} />
        </>
      )}
    </>
  )
}
