export interface Barre {
  libelle: string
  valeur: number
  /** What is read beside the bar: the number in words (« 12 réponses, 48 % »). */
  texte: string
}

/**
 * A chart that is a table: each row has its name, its number in words, and a bar that only the eye needs.
 * @param props.legende what the numbers count; @param props.colonnes headings of the two columns
 */
export function Barres(props: {
  legende: string
  colonnes: readonly [string, string]
  barres: readonly Barre[]
}) {
  const plus = Math.max(1, ...props.barres.map(({ valeur }) => valeur))
  return (
    <table class="barres">
      <caption>{props.legende}</caption>
      <thead>
        <tr>
          {props.colonnes.map((colonne) => (
            <th scope="col">{colonne}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.barres.map(({ libelle, valeur, texte }) => (
          <tr>
            <th scope="row">{libelle}</th>
            <td>
              <svg aria-hidden="true" width="100%" height="12">
                {/* One pixel of its colour: nothing and a little do not look alike. */}
                <rect
                  width={valeur > 0 ? `${Math.max(0.5, (100 * valeur) / plus)}%` : '0'}
                  height="12"
                  rx="2"
                />
              </svg>
              {texte}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
