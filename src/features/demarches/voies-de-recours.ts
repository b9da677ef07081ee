import type { Demarche } from '../../formulaire/demarche.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'

/**
 * How, where and until when to contest an express decision, as paragraphs: administrative appeals (CRPA L411-2), then
 * the court (code de justice administrative, R421-1). The same words whatever was decided, so that a mail that
 * carries them tells nothing of it.
 */
export function voiesDeRecours(
  { recours, contact }: Demarche,
  { tribunal }: Collectivite,
): readonly string[] {
  const delai = `${recours.delaiMois} mois`
  return [
    `Vous n’êtes pas d’accord avec cette décision ? Vous avez ${delai} pour la contester, à partir du jour où vous en prenez connaissance.`,
    `${recours.gracieux} C’est un recours gracieux ; adressé à l’autorité supérieure, c’est un recours hiérarchique. Par courrier : ${contact.adressePostale.join(', ')}. Le délai de ${delai} pour saisir le tribunal repart à zéro après la réponse (article L. 411-2 du code des relations entre le public et l’administration).`,
    `${recours.contentieux} Tribunal compétent : ${tribunal.nom}, ${tribunal.adresse} ; en ligne : Télérecours citoyens, ${tribunal.site}.`,
  ]
}
