import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import type { ClotureEnListe } from '../clotures.query.ts'
import { netDe, sommeDe } from '../totaux.ts'

interface CloturesPageProps {
  clotures: readonly ClotureEnListe[]
  suite: number | null
  /** The first day that waits to be closed. */
  aClore: string | null
  role: string
}

/** The days that are closed, and the next one to close. */
export function CloturesPage({ clotures, suite, aClore, role }: CloturesPageProps) {
  return (
    <>
      <MenuDeCaisse ici="/agents/caisse/clotures" pour={role} />
      <h1 tabIndex={-1}>Clôtures de la caisse</h1>
      <p>
        Un jour clos ne change plus jamais. Une erreur se corrige par une autre écriture, un jour suivant : un
        remboursement, un chèque impayé, un autre paiement.
      </p>
      {aClore ? <AClore jour={aClore} role={role} /> : <p>Tous les jours passés sont clos.</p>}
      {clotures.length > 0 ? <Liste clotures={clotures} /> : <p>Aucun jour n’est clos pour l’instant.</p>}
      {suite ? (
        <nav aria-label="Pages" class="pages">
          <a rel="next" href={`/agents/caisse/clotures?avant=${suite}`}>
            Clôtures plus anciennes
          </a>
        </nav>
      ) : null}
    </>
  )
}

function AClore({ jour, role }: { jour: string; role: string }) {
  return (
    <section class="encadre" data-ton="info">
      <h2>À clore : {longDay(jour)}</h2>
      <p>Les jours se closent dans leur ordre, chacun à partir du lendemain.</p>
      {role === 'regisseur' ? (
        <p class="actions">
          <a class="ds-button" href={`/agents/caisse/clotures/${jour}/apercu`}>
            Voir l’aperçu de la clôture
          </a>
        </p>
      ) : (
        <p>C’est le régisseur qui clôt.</p>
      )}
    </section>
  )
}

function Liste({ clotures }: Pick<CloturesPageProps, 'clotures'>) {
  return (
    <table class="repliable">
      <caption>Jours clos, le plus récent d’abord</caption>
      <thead>
        <tr>
          <th scope="col">Jour</th>
          <th scope="col">Clôture</th>
          <th scope="col">Close le</th>
          <th scope="col" class="nombre">
            Écritures
          </th>
          <th scope="col" class="nombre">
            Net
          </th>
        </tr>
      </thead>
      <tbody>
        {clotures.map(({ numero, jour, closeLe, totaux }) => {
          const somme = sommeDe(totaux)
          return (
            <tr>
              <th scope="row" data-titre="Jour">
                {/* Nothing of it is theirs: there is nothing to open. */}
                {somme.nombre > 0 ? (
                  <a href={`/agents/caisse/clotures/${jour}`}>{longDay(jour)}</a>
                ) : (
                  longDay(jour)
                )}
              </th>
              <td data-titre="Clôture">n° {numero}</td>
              <td data-titre="Close le">{longMoment(closeLe)}</td>
              <td class="nombre" data-titre="Écritures">
                {somme.nombre}
              </td>
              <td class="nombre montant" data-titre="Net">
                {eurosEnMots(netDe(somme))}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
