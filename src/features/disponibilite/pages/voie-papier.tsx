import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import { Telephone } from '../../../ui/telephone.tsx'

/** Where the paper goes, who answers the telephone, and which forms can be printed. */
export interface VoiePapierProps {
  adressePostale: readonly string[]
  telephone: string
  horaires: string
  formulaires: readonly { slug: string; titre: string }[]
}

/** The road that is open when the electronic one is not. */
export function VoiePapier({ adressePostale, telephone, horaires, formulaires }: VoiePapierProps) {
  return (
    <>
      {formulaires.length > 0 ? (
        <ul>
          {formulaires.map(({ slug, titre }) => (
            <li>
              <a href={`/services/${slug}/formulaire.pdf`}>{titre} : formulaire à imprimer (PDF)</a>
            </li>
          ))}
        </ul>
      ) : null}
      <p>Notre adresse :</p>
      <div class="encadre">
        <AdressePostale lignes={adressePostale} />
      </div>
      <p>
        Une question ? <Telephone numero={telephone} />, {horaires}.
      </p>
    </>
  )
}
