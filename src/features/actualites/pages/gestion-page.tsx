import { longDate, longMoment } from '../../../platform/legal-clock/paris.ts'
import type { ActualiteEcrite } from '../actualites.query.ts'

/** Every news and its state. */
export function GestionPage({ actualites }: { actualites: readonly ActualiteEcrite[] }) {
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
      {actualites.length === 0 ? <p>Aucune actualité pour l’instant.</p> : <Liste actualites={actualites} />}
    </>
  )
}

const ETATS = { brouillon: 'Brouillon', 'en-ligne': 'En ligne', retiree: 'Retirée' } as const

function Liste({ actualites }: { actualites: readonly ActualiteEcrite[] }) {
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
