import { longDate, parisDay } from '../../../platform/legal-clock/paris.ts'
import type { TexteRendu } from '../../../platform/texte/render-markdown.ts'
import { TexteRenduView } from '../../demarches/index.ts'

export function ActualitePage({ texte, publieeLe }: { texte: TexteRendu; publieeLe: Date }) {
  return (
    <div class="texte">
      <p>
        <a href="/actualites">Toutes les actualités</a>
      </p>
      <TexteRenduView
        texte={texte}
        apresTitre={
          <p class="doux">
            Publiée le <time datetime={parisDay(publieeLe)}>{longDate(publieeLe)}</time>
          </p>
        }
      />
    </div>
  )
}
