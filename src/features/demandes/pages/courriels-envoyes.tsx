import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { DemandeVue } from '../demande.query.ts'

/** The mails about a demande: folded away, unless one never came. */
export function CourrielsEnvoyes({ courriels }: Pick<DemandeVue, 'courriels'>) {
  if (courriels.length === 0) return null
  return (
    <details open={courriels.some(({ perdu }) => perdu)}>
      <summary>Les courriels envoyés ({courriels.length})</summary>
      <ul>
        {courriels.map((courriel) => (
          <li>
            {courriel.sujet}
            <br />
            <span class="doux">
              {courriel.envoyeLe ? longMoment(courriel.envoyeLe) : courriel.perdu ? null : 'En cours d’envoi'}
              {courriel.perdu ? (
                <>
                  <strong>Il n’est pas arrivé.</strong> Vérifiez votre adresse dans{' '}
                  <a href="/espace/compte">«&#160;Mon compte&#160;»</a>.
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
