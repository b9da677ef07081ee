import { Case, Groupe } from '../../../ui/champs/cadre.tsx'
import type { DemarchePubliee } from '../../demarches/index.ts'

export function MesServicesPage(props: {
  demarches: readonly DemarchePubliee[]
  choisis: readonly string[]
}) {
  const { demarches, choisis } = props
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Mes services</h1>
      <p class="chapeau">
        Cochez les démarches à garder sous la main : elles viennent en premier dans votre espace.
      </p>
      <form method="post" action="/espace/compte/services" noValidate>
        <Groupe nom="services" libelle="Démarches" messages={[]}>
          {demarches.map(({ demarche: { slug, titre, resume } }) => (
            <Case
              type="checkbox"
              id={`service-${slug}`}
              nom="services"
              valeur={slug}
              libelle={titre}
              aide={resume}
              cochee={choisis.includes(slug)}
            />
          ))}
        </Groupe>
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer
          </button>
          <a href="/espace">Annuler</a>
        </div>
      </form>
    </div>
  )
}
