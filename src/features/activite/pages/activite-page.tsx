import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { ActiviteVue } from '../activite.query.ts'

export function ActivitePage({ vue }: { vue: ActiviteVue }) {
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Activité de mon compte</h1>
      <p class="chapeau">
        Ce qui s’est passé avec votre compte et vos demandes, du plus récent au plus ancien.
      </p>
      {vue.lignes.length === 0 ? <p>Rien de plus ancien.</p> : null}
      <ol class="frise">
        {vue.lignes.map(({ le, titre, appareil, reference }) => (
          <li>
            <time dateTime={le.toISOString()}>{longMoment(le)}</time>
            {titre}
            {appareil ? <span class="doux"> – {appareil}</span> : null}
            {reference ? (
              <>
                {' '}
                – demande <a href={`/espace/demandes/${reference}`}>{reference}</a>
              </>
            ) : null}
          </li>
        ))}
      </ol>
      {vue.suite ? (
        <p>
          <a href={`/espace/compte/activite?avant=${vue.suite}`}>Plus ancien</a>
        </p>
      ) : null}
      <p>
        Quelque chose ne vient pas de vous ?{' '}
        <a href="/espace/compte/signaler">Signalez-le : votre espace est bloqué aussitôt</a>.
      </p>
    </div>
  )
}
