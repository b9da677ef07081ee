import { placeSurAccueil, type SondagePublie } from '../sondage.ts'
import { QuestionForm } from './question-view.tsx'

/** The poll on the home page: the question while it is open, then for a month the way to its results. */
export function SondageBloc(props: { sondage: SondagePublie; visite: string; now: Date }) {
  const { sondage, visite, now } = props
  const place = placeSurAccueil(sondage, now)
  if (place === 'rien') return null
  return (
    <section class="texte">
      <h2>Le sondage</h2>
      {place === 'question' ? (
        <>
          <QuestionForm sondage={sondage} visite={visite} />
          <p>
            Personne ne saura ce que vous avez répondu.{' '}
            <a href="/sondage">Voir les résultats, et comment nous comptons</a>
          </p>
        </>
      ) : (
        <p>
          « {sondage.question} » : le sondage est fini.{' '}
          <a href="/sondage">Voir les résultats du dernier sondage</a>
        </p>
      )}
    </section>
  )
}
