import { textField } from '../../platform/http/fields.ts'
import { longMoment } from '../../platform/legal-clock/paris.ts'
import type { Reponse } from './facteur.ts'
import { EpreuvePerimee, FacteurBloque, FacteurRefuse } from './refusals.ts'

/** What was answered to the page of the second step. */
export const readReponse = (body: unknown): Reponse => ({
  cle: textField(body, 'cle'),
  code: textField(body, 'code').slice(0, 100),
  secours: textField(body, 'secours').slice(0, 100),
})

/** What the person reads when the second step did not work; undefined for anything else. */
export function explainSecondStep(error: unknown): string | undefined {
  if (error instanceof FacteurRefuse)
    return 'Cette réponse n’est pas la bonne, ou elle a déjà servi. Attendez le code suivant, ou essayez un autre moyen.'
  if (error instanceof EpreuvePerimee)
    return 'Cette étape a duré plus de cinq minutes, ou elle a déjà servi. Recommencez depuis le début.'
  if (error instanceof FacteurBloque)
    return `Après plusieurs réponses fausses, cette étape est bloquée jusqu’au ${longMoment(error.jusquA)}, pour protéger le compte. Réessayez ensuite.`
  return undefined
}
