import { momentCourt } from '../jours.ts'
import type { LettreVue } from '../lettres.query.ts'

/** What must go by post to whoever filed on paper. */
export function LettresSection({ lettres }: { lettres: readonly LettreVue[] }) {
  if (lettres.length === 0) return null
  return (
    <section aria-labelledby="lettres">
      <h2 id="lettres">Lettres à envoyer par la poste</h2>
      <ul class="fichiers">
        {lettres.map(({ id, objet, ecriteLe, imprimeeLe }) => (
          <li>
            <span>
              <a href={`/agents/lettres/${id}`} data-telecharge="">
                {objet}
              </a>
              <br />
              <span class="doux">Écrite le {momentCourt(ecriteLe)}</span>
            </span>
            <span class="ds-tag" data-color={imprimeeLe ? 'success' : 'warning'}>
              {imprimeeLe ? `Imprimée le ${momentCourt(imprimeeLe)}` : 'À imprimer'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
