import type { Passage } from '../compare-texts.ts'

/** What changed between two versions: in words for whoever listens, in colours too for whoever looks. */
export function ComparaisonView({ passages }: { passages: readonly Passage[] }) {
  if (passages.every(({ sens }) => sens === 'egal')) return <p>Ces deux textes disent la même chose.</p>
  return (
    <div class="comparaison">
      {passages.map((passage) => (
        <PassageView passage={passage} />
      ))}
    </div>
  )
}

function PassageView({ passage }: { passage: Passage }) {
  if (passage.sens === 'egal') {
    const count = passage.paragraphes.length
    return (
      <details class="discret">
        <summary>{count === 1 ? '1 paragraphe inchangé' : `${count} paragraphes inchangés`}</summary>
        {passage.paragraphes.map((paragraphe) => (
          <p>{paragraphe}</p>
        ))}
      </details>
    )
  }
  if (passage.sens === 'modifie')
    return (
      <p>
        <strong class="etiquette">Modifié</strong>{' '}
        {passage.morceaux.map(({ sens, texte }) =>
          sens === 'ajoute' ? (
            <Ajoute texte={texte} />
          ) : sens === 'supprime' ? (
            <Supprime texte={texte} />
          ) : (
            texte
          ),
        )}
      </p>
    )
  return (
    <p>
      <strong class="etiquette">{passage.sens === 'ajoute' ? 'Ajouté' : 'Supprimé'}</strong>{' '}
      {passage.sens === 'ajoute' ? <ins>{passage.paragraphe}</ins> : <del>{passage.paragraphe}</del>}
    </p>
  )
}

const Ajoute = ({ texte }: { texte: string }) => (
  <ins>
    <span class="sr">(ajouté : </span>
    {texte}
    <span class="sr">)</span>
  </ins>
)
const Supprime = ({ texte }: { texte: string }) => (
  <del>
    <span class="sr">(supprimé : </span>
    {texte}
    <span class="sr">)</span>
  </del>
)
