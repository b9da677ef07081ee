import { longDate } from '../../../platform/legal-clock/paris.ts'
import type { DiffereeVue } from '../attribution-differee.ts'

/** From when what is granted counts, where a document was missing (CRPA L114-5-1). */
export function EffetDeLaDecision({ differee }: { differee: DiffereeVue | null }) {
  if (!differee) return null
  if (differee.effectiveLe)
    return (
      <p>
        Ce qui est accordé a pris effet le <strong>{longDate(new Date(differee.effectiveLe))}</strong>, le
        jour où le document qui manquait est arrivé.
      </p>
    )
  return (
    <>
      <p>
        <strong>Il manque encore un document.</strong> Ce qui est accordé prendra effet le jour où nous
        l’aurons reçu (article L. 114-5-1 du code des relations entre le public et l’administration) :
      </p>
      <ul>
        {differee.manque.map((libelle) => (
          <li>{libelle}</li>
        ))}
      </ul>
    </>
  )
}
