import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { AccesDAgent } from '../acces-agents.query.ts'

/** Who signs in at the counter, and whose sign-in is blocked after wrong passwords. */
export function AccesAgentsPage({
  agents,
  fait,
  administrateur,
}: {
  agents: readonly AccesDAgent[]
  fait: boolean
  /** Who may replace a name by a number. */
  administrateur: boolean
}) {
  return (
    <>
      {fait ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>C’est fait : cette personne peut de nouveau se connecter.</p>
        </div>
      ) : null}
      <h1 tabIndex={-1}>Accès des agents</h1>
      <p class="chapeau">
        Après plusieurs mots de passe faux, la connexion d’un agent se bloque pour un moment. Assurez-vous que
        c’était bien votre collègue, puis débloquez.
      </p>
      <table class="repliable">
        <caption class="sr">Les agents, par nom</caption>
        <thead>
          <tr>
            <th scope="col">Nom</th>
            <th scope="col">Qualité</th>
            <th scope="col">Adresse</th>
            <th scope="col">Connexion</th>
            <th scope="col">Pour les usagers</th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr>
              <td data-titre="Nom">{agent.nom}</td>
              <td data-titre="Qualité">
                {agent.qualite}, {agent.role}
              </td>
              <td data-titre="Adresse">{agent.email}</td>
              <td data-titre="Connexion">
                <Etat {...agent} />
              </td>
              <td data-titre="Pour les usagers">
                {agent.numero ? `Agent n°\u00a0${agent.numero}` : 'son nom'}
                {administrateur ? (
                  <>
                    {' '}
                    <a href={`/agents/acces/${agent.id}/anonymat`}>
                      Changer<span class="sr"> pour {agent.nom}</span>
                    </a>
                  </>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Etat({ id, nom, actif, bloqueJusquA }: AccesDAgent) {
  if (!actif) return <>compte fermé</>
  if (!bloqueJusquA) return <>ouverte</>
  return (
    <form method="post" action={`/agents/acces/${id}/deblocage`}>
      <strong>bloquée</strong> jusqu’au {longMoment(bloqueJusquA)}{' '}
      <button type="submit" class="lien">
        Débloquer<span class="sr"> {nom}</span>
      </button>
    </form>
  )
}
