import { dateEnMots } from '../../../formulaire/dates.ts'
import type { TexteRendu } from '../render-markdown.ts'

/** A legal text with its date and its table of contents. */
export function TexteRenduView({ texte, version }: { texte: TexteRendu; version: string }) {
  return (
    <div class="texte">
      <h1>{texte.titre}</h1>
      <p>
        Version du <time dateTime={version}>{dateEnMots(version)}</time>
      </p>
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
      <div dangerouslySetInnerHTML={{ __html: texte.html }} />
    </div>
  )
}
