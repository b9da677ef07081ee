/** A labelled list to choose one value from. */
export function Choix(props: {
  nom: string
  libelle: string
  valeur: string
  choix: readonly (readonly [valeur: string, libelle: string])[]
}) {
  const { nom, libelle, valeur, choix } = props
  return (
    <div>
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
