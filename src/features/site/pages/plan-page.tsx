import type { DemarchePubliee } from '../../demarches/index.ts'
import { PLAN } from '../plan-du-site.ts'

/** Every page that somebody may want, on one (RGAA 12.1: two ways at least to find a page). */
export function PlanPage({ demarches }: { demarches: readonly DemarchePubliee[] }) {
  return (
    <div class="texte">
      <h1>Plan du site</h1>
      {PLAN.map(({ titre, pages }) => (
        <section>
          <h2>{titre}</h2>
          <ul>
            {pages.map(([href, libelle]) => (
              <li>
                <a href={href}>{libelle}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2>Chaque démarche</h2>
        <ul>
          {demarches.map(({ demarche, formulaire }) => (
            <li>
              <a href={`/services/${demarche.slug}`}>{demarche.titre}</a>
              <ul>
                <li>
                  <a href={`/services/${demarche.slug}/conditions`}>Ses conditions particulières</a>
                </li>
                {formulaire ? (
                  <li>
                    <a href={`/services/${demarche.slug}/formulaire.pdf`}>Son formulaire à imprimer (PDF)</a>
                  </li>
                ) : null}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>Une fois connecté</h2>
        <ul>
          <li>
            <a href="/espace">Mon espace</a>
          </li>
          <li>
            <a href="/espace/demandes">Mes demandes</a>
          </li>
          <li>
            <a href="/espace/documents">Mes documents</a>
          </li>
          <li>
            <a href="/espace/compte">Mon compte</a>
          </li>
        </ul>
      </section>
    </div>
  )
}
