import type { ComponentChildren } from 'preact'
import type { PageView } from '../platform/http/page.ts'

/** A page that says one thing, each line a paragraph. */
export function view(statut: number, titre: string, ...lignes: ComponentChildren[]): PageView {
  return {
    statut,
    titre,
    contenu: (
      <div class="texte">
        <h1 tabIndex={-1}>{titre}</h1>
        {lignes.map((ligne) => (
          <p>{ligne}</p>
        ))}
      </div>
    ),
  }
}

/** The same for what does not exist and for what is not the person’s: nothing is learnt from it. */
export const notFoundView = (): PageView =>
  view(
    404,
    'Page introuvable',
    'Cette page n’existe pas, ou n’est pas à vous. Vérifiez l’adresse.',
    <>
      <a href="/">Aller à l’accueil</a> · <a href="/espace">Aller à mon espace</a> ·{' '}
      <a href="/aide">Demander de l’aide</a>
    </>,
  )
