import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Ton } from '../../../ui/ton.ts'
import type { ATraiterVue, Raison } from '../a-traiter.query.ts'

const RAISONS = {
  'a-verifier': { libelle: 'Paiement à vérifier', ton: 'attention' },
  conflit: { libelle: 'Paiement différent de la commande', ton: 'danger' },
  'sans-reponse': { libelle: 'Paiement sans réponse', ton: 'attention' },
  'en-trop': { libelle: 'Paiement à rendre en entier', ton: 'danger' },
  surplus: { libelle: 'Trop payé, à rendre', ton: 'attention' },
  'a-valider': { libelle: 'Remboursement à valider', ton: 'attention' },
  'a-virer': { libelle: 'Virement à faire', ton: 'attention' },
  incertain: { libelle: 'Remboursement incertain', ton: 'danger' },
  refuse: { libelle: 'Remboursement refusé par Payline', ton: 'danger' },
} as const satisfies Record<Raison, { libelle: string; ton: Ton }>

const DAY_MS = 86_400_000

/** « depuis 3 jours » */
function ageEnMots(depuis: Date, now: Date): string {
  const jours = Math.floor((now.getTime() - depuis.getTime()) / DAY_MS)
  if (jours < 1) return 'depuis moins d’un jour'
  return jours === 1 ? 'depuis un jour' : `depuis ${jours} jours`
}

interface ATraiterPageProps {
  role: string
  vue: ATraiterVue
  titreDe: (slug: string) => string
  now: Date
}

/** What waits for a human in the money of the régie, the oldest first. */
export function ATraiterPage({ vue, titreDe, now, role }: ATraiterPageProps) {
  return (
    <>
      <MenuDeCaisse ici="/agents/caisse/a-traiter" pour={role} />
      <h1 tabIndex={-1}>À traiter</h1>
      <p>
        Ce qui attend une personne : les paiements à vérifier, ce qui est à rendre, et les remboursements à
        valider, à virer ou à vérifier.
      </p>
      {vue.lignes.length === 0 ? (
        <p>Rien n’attend.</p>
      ) : (
        <table class="repliable">
          <caption class="sr">Ce qui attend, du plus ancien au plus récent</caption>
          <thead>
            <tr>
              <th scope="col">Paiement</th>
              <th scope="col">Pourquoi</th>
              <th scope="col">Montant</th>
              <th scope="col">Démarche</th>
              <th scope="col">Depuis</th>
            </tr>
          </thead>
          <tbody>
            {vue.lignes.map((ligne) => (
              <tr>
                <td data-titre="Paiement">
                  <a class="reference" href={`/agents/caisse/paiements/${ligne.paiementId}`}>
                    {ligne.commande}
                  </a>
                </td>
                <td data-titre="Pourquoi">
                  <Tag ton={RAISONS[ligne.raison].ton}>{RAISONS[ligne.raison].libelle}</Tag>
                </td>
                <td data-titre="Montant" class="montant">
                  {eurosEnMots(ligne.montantCents)}
                </td>
                <td data-titre="Démarche">{titreDe(ligne.demarche)}</td>
                <td data-titre="Depuis">
                  <span>
                    {ageEnMots(ligne.depuis, now)}
                    <br />
                    <span class="doux">{longMoment(ligne.depuis)}</span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {vue.suite ? (
        <nav aria-label="Pages" class="pages">
          <a
            class="ds-button"
            data-variant="secondary"
            rel="next"
            href={`/agents/caisse/a-traiter?apres=${vue.suite}`}
          >
            Suivants
          </a>
        </nav>
      ) : null}
    </>
  )
}
