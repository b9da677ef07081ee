import { Money } from '../money.tsx'
import type { VueDeChampProps } from './cadre.tsx'

/** `data-calcul`: the browser asks for it again after each automatic save. */
export function CalculView({ vue }: VueDeChampProps) {
  const { champ, calcul } = vue
  if (champ.type !== 'calcul' || !calcul) return null
  const { enMots, lignes, valeur } = calcul()
  return (
    <div class="encadre" data-calcul={vue.chemin} aria-live="polite">
      <h2>{champ.libelle}</h2>
      {valeur === null ? (
        <p>Le résultat paraîtra dès que vous aurez répondu aux questions qui y mènent.</p>
      ) : (
        <p class="montant-grand">
          <Money enMots={enMots} fictif={champ.fictif ?? false} />
        </p>
      )}
      {champ.aide ? <p class="doux">{champ.aide}</p> : null}
      {valeur !== null && lignes.length > 0 ? (
        <details>
          <summary>Comment ce résultat est calculé</summary>
          <dl class="resume">
            {lignes.map((ligne) => (
              <div>
                <dt>{ligne.titre}</dt>
                <dd>{ligne.enMots}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </div>
  )
}
