import { Case, Groupe } from '../../../ui/champs/cadre.tsx'
import type { SondagePublie } from '../sondage.ts'

export interface QuestionPosee {
  sondage: Pick<SondagePublie, 'numero' | 'question' | 'choix'>
  /** See `newVisite`. */
  visite: string
  /** What was chosen before the page came back, '' when nothing. */
  choisi?: string
  messages?: readonly string[]
}

/** The question and its answers, as buttons of which one is pushed. */
export function QuestionView({ sondage, choisi = '', messages = [] }: Omit<QuestionPosee, 'visite'>) {
  return (
    <Groupe nom="choix" libelle={sondage.question} messages={messages} cases="radio">
      {sondage.choix.map((libelle, rang) => (
        <Case
          type="radio"
          // The first carries the field's own id, so that the error summary leads there.
          id={rang === 0 ? 'choix' : `choix-${rang + 1}`}
          nom="choix"
          valeur={String(rang + 1)}
          libelle={libelle}
          cochee={choisi === String(rang + 1)}
        />
      ))}
    </Groupe>
  )
}

/** The form that anybody may answer, without script. */
export function QuestionForm(props: QuestionPosee) {
  return (
    <form method="post" action="/sondage">
      <input type="hidden" name="sondage" value={props.sondage.numero} />
      <input type="hidden" name="visite" value={props.visite} />
      <QuestionView {...props} />
      <div class="actions">
        <button type="submit" class="ds-button">
          Répondre
        </button>
      </div>
    </form>
  )
}
