import type { Demarche } from '../../formulaire/demarche.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'

/**
 * How, where and for how long to contest a decision, as paragraphs: administrative appeals (CRPA L411-2), then the court
 * (code de justice administrative, R421-1). From which day the time runs depends on how the decision reached the
 * person: whoever shows these words says it beside them. The same whatever was decided, so that a mail that carries
 * them tells nothing of it.
 * @param delai how long there is, when it is not the whole time of the démarche
 */
export function voiesDeRecours(
  { recours, contact }: Demarche,
  { tribunal }: Collectivite,
  delai = `Vous avez ${recours.delaiMois} mois pour la contester.`,
): readonly string[] {
  const { prealableObligatoire } = recours
  const gracieux = prealableObligatoire
    ? `C’est un recours préalable obligatoire : sans lui, le tribunal ne peut pas examiner votre demande (${prealableObligatoire}). Le délai pour saisir le tribunal part de notre réponse, ou de la fin de 2 mois sans réponse.`
    : 'C’est un recours gracieux : faites-le avant la fin de ce délai. Le délai pour saisir le tribunal repart alors en entier après notre réponse, ou après 2 mois sans réponse (articles L. 411-2 et L. 231-4 du code des relations entre le public et l’administration).'
  return [
    `Vous n’êtes pas d’accord avec cette décision ? ${delai}`,
    `${recours.gracieux} ${gracieux} Écrivez à : ${contact.adressePostale.join(', ')}.`,
    `${recours.contentieux} Tribunal compétent : ${tribunal.nom}, ${tribunal.adresse} ; en ligne : Télérecours citoyens, ${tribunal.site}.`,
  ]
}
