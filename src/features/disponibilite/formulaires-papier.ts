import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Catalogue } from '../demarches/index.ts'
import type { Maintenance } from './fermeture.ts'
import type { VoiePapierProps } from './pages/voie-papier.tsx'

/** The démarches that have a blank form to print. */
export const formulairesPapier = (catalogue: Catalogue): { slug: string; titre: string }[] =>
  catalogue
    .all()
    .flatMap(({ demarche: { slug, titre }, formulaire }) => (formulaire ? [{ slug, titre }] : []))

/** What a maintenance closes, as it is called, and the paper road of just that. */
export function voieDeSecours(
  catalogue: Catalogue,
  collectivite: Collectivite,
  { demarche: slug }: Pick<Maintenance, 'demarche'>,
): { quoi: string; papier: VoiePapierProps } {
  const formulaires = formulairesPapier(catalogue)
  const demarche = slug === null ? undefined : catalogue.find(slug)?.demarche
  if (!demarche) return { quoi: 'Les services en ligne', papier: { ...collectivite, formulaires } }
  const { contact, papier, titre } = demarche
  return {
    quoi: titre,
    papier: {
      adressePostale: papier.adressePostale,
      telephone: contact.telephone,
      horaires: contact.horaires,
      formulaires: formulaires.filter((one) => one.slug === slug),
    },
  }
}
