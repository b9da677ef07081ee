const ONGLETS = [
  ['/agents/caisse', 'Journal de caisse'],
  ['/agents/caisse/a-traiter', 'À traiter'],
  ['/agents/caisse/paiements', 'Chercher un paiement'],
] as const

/** The pages of the money of the régie, on each of them. */
export function OngletsCaisse({ ici }: { ici: (typeof ONGLETS)[number][0] | undefined }) {
  return (
    <nav aria-label="Caisse" class="file-onglets">
      <ul class="menu">
        {ONGLETS.map(([href, mots]) => (
          <li>
            <a href={href} aria-current={href === ici ? 'page' : undefined}>
              {mots}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
