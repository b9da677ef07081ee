import type { TexteRendu } from '../../../platform/texte/render-markdown.ts'
import type { ActualiteEcrite } from '../actualites.query.ts'

/** A news as people will read it, and what may be done with it. */
export function RelecturePage({ actualite, texte }: { actualite: ActualiteEcrite; texte: TexteRendu }) {
  const adresse = `/agents/administration/actualites/${actualite.numero}`
  return (
    <div class="texte">
      <p>
        <a href="/agents/administration/actualites">Actualités</a>
      </p>
      <h1 tabIndex={-1}>Relire l’actualité</h1>
      <p class="chapeau">{PHRASES[actualite.etat]}</p>
      <div class="encadre apercu">
        <p>
          <strong>{texte.titre}</strong>
        </p>
        {/* Made by renderMarkdown, which lets no tag of the source through. */}
        <div class="prose" dangerouslySetInnerHTML={{ __html: texte.html }} />
      </div>
      <p>
        <a href={adresse}>Modifier</a>
      </p>
      <div class="actions">
        {actualite.etat === 'en-ligne' ? (
          <Acte adresse={`${adresse}/retrait`} revision={actualite.revision} libelle="Retirer du site" />
        ) : (
          <Acte
            adresse={`${adresse}/publication`}
            revision={actualite.revision}
            libelle="Publier"
            principal
          />
        )}
        {actualite.etat === 'brouillon' ? (
          <Acte
            adresse={`${adresse}/suppression`}
            revision={actualite.revision}
            libelle="Supprimer ce brouillon"
          />
        ) : null}
      </div>
    </div>
  )
}

const PHRASES = {
  brouillon: 'Rien n’est encore publié. Voici ce qui sera lu.',
  'en-ligne': 'Cette actualité est en ligne.',
  retiree: 'Cette actualité est retirée du site. Vous pouvez la publier de nouveau.',
} as const

function Acte(props: { adresse: string; revision: number; libelle: string; principal?: boolean }) {
  return (
    <form method="post" action={props.adresse}>
      <input type="hidden" name="revision" value={props.revision} />
      <button type="submit" class="ds-button" {...(props.principal ? {} : { 'data-variant': 'secondary' })}>
        {props.libelle}
      </button>
    </form>
  )
}
