import type { DemarcheDuMoment } from '../ouverture.query.ts'
import { DemarcheListe } from './demarche-carte.tsx'

export function ServicesPage(props: { demarches: readonly DemarcheDuMoment[]; recherche: string }) {
  const { demarches, recherche } = props
  return (
    <>
      <h1>Toutes les démarches</h1>
      <search>
        <form method="get" action="/services" class="filtres">
          <div>
            <label for="q">Chercher une démarche</label>
            <input id="q" name="q" type="search" value={recherche} maxLength={100} />
          </div>
          <button type="submit" class="ds-button">
            Chercher
          </button>
        </form>
      </search>
      <h2>{heading(demarches.length, recherche)}</h2>
      {demarches.length === 0 && (
        <p>
          Essayez un autre mot, ou <a href="/services">voyez toutes les démarches</a>. Si vous ne trouvez pas,{' '}
          <a href="/aide">appelez-nous</a>.
        </p>
      )}
      <DemarcheListe demarches={demarches} />
    </>
  )
}

function heading(count: number, recherche: string): string {
  if (recherche === '') return count === 1 ? '1 démarche' : `${count} démarches`
  if (count === 0) return `Aucune démarche pour « ${recherche} »`
  return `${count} démarche${count === 1 ? '' : 's'} pour « ${recherche} »`
}
