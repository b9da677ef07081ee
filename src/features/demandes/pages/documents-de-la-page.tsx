import type { ChampVu } from '../../../formulaire/reach.ts'
import { DocumentsDuChamp, type Offre } from '../../documents/index.ts'

/** Under a field for documents: those that the person keeps. Under any other field, nothing. */
export function DocumentsDeLaPage({
  vue: { champ, chemin, pieces },
  offres,
  aujourdhui,
}: {
  vue: ChampVu
  offres: readonly Offre[]
  aujourdhui: string
}) {
  if (champ.type !== 'piece') return null
  const { genres, nature } = champ
  const plein = pieces.length >= (champ.maxFichiers ?? 1)
  return (
    <DocumentsDuChamp
      offres={offres}
      place={{ genres, nature, pieces, plein }}
      champ={chemin}
      aujourdhui={aujourdhui}
    />
  )
}
