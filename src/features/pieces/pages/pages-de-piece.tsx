import type { Alerte } from '../../../platform/cleaning/cleaned.ts'
import type { ApercusDePiece } from '../apercus.query.ts'
import { alertesEnMots } from '../piece.ts'
import { Apercus } from './apercus.tsx'

interface PagesDePieceProps {
  /** Of the document: its pages stand under it. */
  adresse: string
  piece: { nomFichier: string; alertes: readonly Alerte[] }
  apercus: ApercusDePiece | null | undefined
}

/** At the counter, under the name of a document: what is wrong with it, and its pages as images. */
export function PagesDePiece({ adresse, piece: { nomFichier, alertes }, apercus }: PagesDePieceProps) {
  return (
    <>
      {alertes.length > 0 ? (
        <p class="alerte-de-piece">
          Ce PDF contient {alertes.map((alerte) => alertesEnMots[alerte]).join(', ')}.
          {apercus ? ' Regardez ses pages ici : le' : ' Le'} fichier lui-même ne s’ouvre pas.
        </p>
      ) : null}
      {apercus ? (
        <details class="pages-de-piece">
          <summary>
            {apercus.pages > 1 ? `Voir les ${apercus.pages} pages` : 'Voir la page'}
            <span class="sr"> de {nomFichier}</span>
          </summary>
          <Apercus adresse={adresse} nomFichier={nomFichier} apercus={apercus} />
        </details>
      ) : null}
    </>
  )
}
