/** The pages of the accounts; those that act only for whoever may. */
const PAGES = [
  { adresse: '/agents/caisse', libelle: 'Journal' },
  { adresse: '/agents/caisse/a-traiter', libelle: 'À traiter' },
  { adresse: '/agents/caisse/paiements', libelle: 'Chercher un paiement' },
  { adresse: '/agents/caisse/mois', libelle: 'Mois' },
  { adresse: '/agents/caisse/clotures', libelle: 'Clôtures' },
  { adresse: '/agents/caisse/rapprochement', libelle: 'Rapprochement' },
  { adresse: '/agents/caisse/cheques', libelle: 'Chèques', acte: true },
  { adresse: '/agents/caisse/fichier', libelle: 'Fichier' },
] as const

type PageDeCaisse = (typeof PAGES)[number]['adresse']

/** From one page of the accounts to the others. */
export function MenuDeCaisse({ ici, pour }: { ici?: PageDeCaisse; pour: string }) {
  return (
    <nav aria-label="Pages de la caisse">
      <ul class="menu">
        {PAGES.filter((page) => !('acte' in page) || pour === 'regisseur').map(({ adresse, libelle }) => (
          <li>
            <a href={adresse} aria-current={adresse === ici ? 'page' : undefined}>
              {libelle}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
