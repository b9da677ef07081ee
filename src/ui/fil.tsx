interface FilProps {
  /** Where this page stands: what each page above it is called, and its address. */
  etapes: readonly (readonly [libelle: string, adresse: string])[]
  ici: string
}

/** The way from the counter down to this page. */
export function Fil({ etapes, ici }: FilProps) {
  return (
    <nav aria-label="Fil d’Ariane">
      <ol class="fil">
        {etapes.map(([libelle, adresse]) => (
          <li>
            <a href={adresse}>{libelle}</a>
          </li>
        ))}
        <li aria-current="page">{ici}</li>
      </ol>
    </nav>
  )
}
