import { Barres } from '../../../ui/barres.tsx'
import { partEnMots, type SondagePublie, totalDe, totalEnMots } from '../sondage.ts'

/** What was answered, in words and in bars. */
export function ResultatsView({ sondage }: { sondage: Pick<SondagePublie, 'question' | 'choix' | 'voix'> }) {
  const total = totalDe(sondage.voix)
  if (total === 0)
    return (
      <>
        <p>
          <strong>{sondage.question}</strong>
        </p>
        <p>{totalEnMots(total)}.</p>
      </>
    )
  return (
    <>
      <p>{totalEnMots(total)}.</p>
      <Barres
        legende={sondage.question}
        colonnes={['Réponse', 'Résultat']}
        barres={sondage.choix.map((libelle, rang) => {
          const valeur = sondage.voix[rang] ?? 0
          return { libelle, valeur, texte: partEnMots(valeur, total) }
        })}
      />
    </>
  )
}
