import type { ComponentChildren } from 'preact'
import type { TexteRendu } from '../../../platform/texte/render-markdown.ts'

/**
 * A text with its table of contents.
 * @param apresTitre what is said of it, between its title and its words
 */
export function TexteRenduView({ texte, apresTitre }: { texte: TexteRendu; apresTitre?: ComponentChildren }) {
  return (
    <>
      <h1>{texte.titre}</h1>
      {apresTitre}
      {texte.sommaire.length > 3 && (
        <nav aria-labelledby="sommaire">
          <h2 id="sommaire">Sommaire</h2>
          <ol>
            {texte.sommaire.map(({ id, texte: libelle }) => (
              <li>
                <a href={`#${id}`}>{libelle}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      {/* Made by renderMarkdown, which lets no tag of the source through. */}
      <div class="prose" dangerouslySetInnerHTML={{ __html: texte.html }} />
    </>
  )
}
