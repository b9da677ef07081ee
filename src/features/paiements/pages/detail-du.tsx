import { eurosEnMots } from '../../../formulaire/nombres.ts'
import type { Du } from '../compute-du.ts'
import { nomDeLigne } from '../mots-du-paiement.ts'

/** What is due, line by line, with its total and how each price was computed (CRPA R311-3-1-2). */
export function DetailDu({ du }: { du: Du }) {
  const expliquees = du.lignes.filter(({ etapes }) => etapes.length > 0)
  return (
    <>
      <dl class="resume">
        {du.lignes.map((ligne) => (
          <div>
            <dt>{nomDeLigne(ligne)}</dt>
            <dd class="montant">{eurosEnMots(ligne.montantCents)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <strong>Total</strong>
          </dt>
          <dd class="montant">
            <strong>{eurosEnMots(du.montantCents)}</strong>
          </dd>
        </div>
      </dl>
      {expliquees.length > 0 ? (
        <details>
          <summary>Comment ce montant est calculé</summary>
          {expliquees.map((ligne) => (
            <>
              <p>{nomDeLigne(ligne)}</p>
              <ul>
                {ligne.etapes.map(({ titre, enMots }) => (
                  <li>
                    {titre} : {enMots}
                  </li>
                ))}
              </ul>
            </>
          ))}
        </details>
      ) : null}
    </>
  )
}
