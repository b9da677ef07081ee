import type { Identite } from './identite.ts'
import { Telephone } from './telephone.tsx'

/** Grouped as people look for them; the home page and every other one says « Accessibilité : … » (RGAA). */
const LIENS_DU_PIED = [
  [
    ['/services', 'Démarches'],
    ['/aide', 'Aide et contacts'],
    ['/disponibilite', 'Disponibilité du service'],
    ['/navigateurs', 'Navigateurs'],
    ['/plan-du-site', 'Plan du site'],
  ],
  [
    ['/conditions-generales', 'Conditions générales'],
    ['/donnees-personnelles', 'Données personnelles'],
    ['/cookies', 'Cookies'],
    ['/mentions-legales', 'Mentions légales'],
  ],
  [
    ['/securite', 'Sécurité'],
    ['/signaler', 'Signaler une intrusion'],
  ],
] as const

/** The foot of every page: whom to call, and where what the law asks is read. */
export function Pied({ identite }: { identite: Identite }) {
  return (
    <footer class="pied">
      <div class="cadre">
        <p class="pied-contact">
          <strong>{identite.nom}</strong>
          Une question ? <Telephone numero={identite.telephone} />, {identite.horaires}.
        </p>
        <nav class="pied-liens" aria-label="Pied de page">
          {LIENS_DU_PIED.map((groupe, i) => (
            <ul>
              {groupe.map(([href, libelle]) => (
                <li>
                  <a href={href}>{libelle}</a>
                </li>
              ))}
              {i === LIENS_DU_PIED.length - 1 ? (
                <li>
                  <a href="/accessibilite">Accessibilité : {identite.accessibilite}</a>
                </li>
              ) : null}
            </ul>
          ))}
        </nav>
      </div>
    </footer>
  )
}
