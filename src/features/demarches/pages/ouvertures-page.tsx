import type { DemarcheDuMoment } from '../ouverture.query.ts'

/** Every démarche, where it stands, and where that is decided. */
export function OuverturesPage({ demarches }: { demarches: readonly DemarcheDuMoment[] }) {
  return (
    <>
      <p>
        <a href="/agents/administration">Administration</a>
      </p>
      <h1 tabIndex={-1}>Ouvrir et fermer les démarches</h1>
      <table class="repliable">
        <caption class="sr">Les démarches et leur état</caption>
        <thead>
          <tr>
            <th scope="col">Démarche</th>
            <th scope="col">Aujourd’hui</th>
            <th scope="col">Décider</th>
          </tr>
        </thead>
        <tbody>
          {demarches.map(({ demarche, campagne }) => (
            <tr>
              <td data-titre="Démarche">
                <a href={`/services/${demarche.slug}`}>{demarche.titre}</a>
              </td>
              <td data-titre="Aujourd’hui">{campagne.phrase}</td>
              <td data-titre="Décider">
                <a href={`/agents/administration/demarches/${demarche.slug}`}>
                  Ouvrir ou fermer<span class="sr"> {demarche.titre}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
