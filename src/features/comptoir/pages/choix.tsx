/** A labelled list to choose one value from. */
export function Choix(props: {
  nom: string
  libelle: string
  valeur: string
  choix: readonly (readonly [valeur: string, libelle: string])[]
  /** Among the fields of a form that is filled in, and no row of filters. */
  champ?: true
}) {
  const { nom, libelle, valeur, choix, champ } = props
  return (
    <div {...(champ ? { class: 'champ' } : {})}>
      <label for={nom}>{libelle}</label>
      <select id={nom} name={nom}>
        {choix.map(([value, text]) => (
          <option value={value} selected={value === valeur}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
