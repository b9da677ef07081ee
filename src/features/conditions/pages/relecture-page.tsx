import type { TexteRendu } from '../../../platform/texte/render-markdown.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { TexteEnCours } from '../brouillon-store.ts'
import type { Passage } from '../compare-texts.ts'
import { ComparaisonView } from './comparaison-view.tsx'

/** The draft as people will read it, what it changes, and the button that makes it the law of the house. */
export function RelecturePage(props: {
  adresse: string
  nom: string
  brouillon: TexteEnCours
  rendu: TexteRendu
  /** The number in force, 0 for none. */
  enVigueur: number
  passages: readonly Passage[]
  erreurs: readonly string[]
}) {
  const { adresse, nom, brouillon, rendu, enVigueur, passages, erreurs } = props
  return (
    <div class="texte">
      <p>
        <a href={adresse}>Revenir au texte</a>
      </p>
      <h1 tabIndex={-1}>Relire {nom}</h1>
      {erreurs.length > 0 ? (
        <Alert ton="danger" role="alert" titre="Ce texte ne peut pas être publié" prendLeFocus>
          {erreurs.map((erreur) => (
            <p>{erreur}</p>
          ))}
        </Alert>
      ) : null}
      <p class="chapeau">
        Rien n’est encore publié. Voici la version {enVigueur + 1}, telle qu’elle sera lue.
      </p>
      {enVigueur > 0 ? (
        <>
          <h2>Ce qui change</h2>
          <p>{brouillon.changements}</p>
          <details open>
            <summary>Mot à mot, depuis la version {enVigueur}</summary>
            <ComparaisonView passages={passages} />
          </details>
        </>
      ) : null}
      <details>
        <summary>Le texte en entier</summary>
        <div class="encadre apercu">
          <p>
            <strong>{rendu.titre}</strong>
          </p>
          {/* Made by renderMarkdown, which lets no tag of the source through. */}
          <div class="prose" dangerouslySetInnerHTML={{ __html: rendu.html }} />
        </div>
      </details>
      <form method="post" action={`${adresse}/publication`}>
        <input type="hidden" name="revision" value={brouillon.revision} />
        <input type="hidden" name="enVigueur" value={enVigueur} />
        <h2>Publier</h2>
        <p>
          La version {enVigueur + 1} entrera en vigueur aussitôt. Elle ne pourra plus être changée ni retirée
          {' '}: pour revenir en arrière, on publie une version de plus. Chaque personne sera invitée à la
          lire à sa connexion suivante.
        </p>
        <button type="submit" class="ds-button">
          Publier la version {enVigueur + 1}
        </button>
      </form>
    </div>
  )
}
