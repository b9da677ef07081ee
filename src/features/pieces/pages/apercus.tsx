import type { ApercusDePiece } from '../apercus.query.ts'

interface ApercusProps {
  /** Of the document, without an end. */
  adresse: string
  nomFichier: string
  apercus: ApercusDePiece
}

/**
 * The pages of a document, as images: small, and large at a press. They are asked for when they come into view
 * (`src/browser/previews.ts`): an image in a private page needs a proof, which an `img` cannot give.
 */
export function Apercus({ adresse, nomFichier, apercus: { pages, images } }: ApercusProps) {
  return (
    <>
      <ol class="apercus">
        {images.map(({ page, largeur, hauteur }) => (
          <li>
            <button
              type="button"
              data-apercu={`${adresse}/apercus/${page}`}
              data-largeur={largeur}
              data-hauteur={hauteur}
              aria-pressed="false"
              aria-label={`Page ${page} sur ${pages} de « ${nomFichier} », agrandir`}
            >
              <span aria-hidden="true">Page {page}</span>
            </button>
          </li>
        ))}
      </ol>
      {pages > images.length ? (
        <p class="doux">
          Les {images.length} premières pages, sur {pages}.
        </p>
      ) : null}
    </>
  )
}
