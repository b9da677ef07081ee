import type { SaisieScope } from '../../../formulaire/definition.ts'
import type { PageVue } from '../../../formulaire/reach.ts'
import { ChampView } from '../../../ui/champs/index.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'

interface IdentitePageProps {
  demarche: { slug: string; titre: string }
  page: PageVue
  saisie: SaisieScope
  montrerErreurs: boolean
}

/** Who wrote, and when it arrived. */
export function IdentitePage({ demarche, page, saisie, montrerErreurs }: IdentitePageProps) {
  const ici = `/agents/papier/${demarche.slug}`
  return (
    <div class="formulaire">
      <p class="doux">
        <a href="/agents/papier">Demandes papier</a> · {demarche.titre}
      </p>
      <h1 tabIndex={-1}>Qui a écrit ?</h1>
      {montrerErreurs ? <ErrorSummary erreurs={page.erreurs} /> : null}
      <form method="post" action={ici} noValidate>
        {page.sections.flatMap(({ champs }) =>
          champs.map((vue) => (
            <ChampView
              vue={vue}
              saisie={saisie}
              montrerErreurs={montrerErreurs}
              adressePieces=""
              retour={ici}
            />
          )),
        )}
        <div class="actions">
          <button type="submit" class="ds-button">
            Continuer
          </button>
        </div>
      </form>
    </div>
  )
}
