import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { Fictif } from './mention-vue.tsx'

/** The plan over three years at most, and the one of this year (law n° 2005-102, article 47). */
export function SchemaAccessibilitePage({ collectivite }: { collectivite: Collectivite }) {
  const { schema, plan } = collectivite.declarationAccessibilite
  return (
    <div class="texte">
      <p>
        <a href="/accessibilite">Accessibilité : {collectivite.accessibilite}</a>
      </p>
      <h1>
        Schéma pluriannuel d’accessibilité {schema.de}-{schema.a}
      </h1>
      <p class="chapeau">
        Ce que {collectivite.nomAvecArticle} s’engage à faire, sur trois ans au plus, pour que ses services en
        ligne soient utilisables par tout le monde.
      </p>
      <h2>
        Nos engagements
        {schema.fictif ? <Fictif /> : null}
      </h2>
      <ul>
        {schema.engagements.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      <h2 id="plan">
        Plan d’action {plan.annee}
        {plan.fictif ? <Fictif /> : null}
      </h2>
      <ul>
        {plan.actions.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      <h3>Bilan de l’année précédente</h3>
      <p>{plan.bilan}</p>
    </div>
  )
}
