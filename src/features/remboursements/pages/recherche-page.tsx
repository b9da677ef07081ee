import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Ligne } from '../../../ui/champs/cadre.tsx'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { statutsDePaiement } from '../../paiements/index.ts'
import type { PaiementTrouve } from '../paiements-trouves.query.ts'

interface RecherchePageProps {
  role: string
  q: string
  trouves: readonly PaiementTrouve[]
  titreDe: (slug: string) => string
}

/** The payments of one demande, found by what is written on a receipt. */
export function RecherchePage({ q, trouves, titreDe, role }: RecherchePageProps) {
  return (
    <>
      <MenuDeCaisse ici="/agents/caisse/paiements" pour={role} />
      <h1 tabIndex={-1}>Chercher un paiement</h1>
      <form class="formulaire" method="get" action="/agents/caisse/paiements">
        <Ligne
          nom="q"
          libelle="Référence de la demande ou numéro du paiement"
          aide="Ils sont écrits sur le reçu. Par exemple PR26-7KQ4-XM9T ou PR26-7KQ4-XM9T-1."
          valeur={q}
          messages={[]}
          autoComplete="off"
        />
        <div class="actions">
          <button type="submit" class="ds-button">
            Chercher
          </button>
        </div>
      </form>
      {q === '' ? null : <Trouves trouves={trouves} titreDe={titreDe} />}
    </>
  )
}

function Trouves({ trouves, titreDe }: Omit<RecherchePageProps, 'q' | 'role'>) {
  if (trouves.length === 0)
    return (
      <p role="status">
        Aucun paiement trouvé. Vérifiez la référence, et que cette démarche vous est confiée.
      </p>
    )
  return (
    <table class="repliable">
      <caption class="sr">Les paiements trouvés, du plus récent au plus ancien</caption>
      <thead>
        <tr>
          <th scope="col">Paiement</th>
          <th scope="col">État</th>
          <th scope="col">Montant</th>
          <th scope="col">Démarche</th>
          <th scope="col">Commencé le</th>
        </tr>
      </thead>
      <tbody>
        {trouves.map((paiement) => (
          <tr>
            <td data-titre="Paiement">
              <a class="reference" href={`/agents/caisse/paiements/${paiement.id}`}>
                {paiement.commande}
              </a>
            </td>
            <td data-titre="État">
              <Tag ton={statutsDePaiement[paiement.statut].ton}>
                {statutsDePaiement[paiement.statut].libelle}
              </Tag>
            </td>
            <td data-titre="Montant" class="montant">
              {eurosEnMots(paiement.montantCents)}
            </td>
            <td data-titre="Démarche">{titreDe(paiement.demarche)}</td>
            <td data-titre="Commencé le">{longMoment(paiement.creeLe)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
