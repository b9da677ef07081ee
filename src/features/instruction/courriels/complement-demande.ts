import { dateEnMots } from '../../../formulaire/dates.ts'
import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { type CourrielContexte, effetDuComplement } from '../instruction-deps.ts'
import { boutonDemande, joindre } from './blocs.ts'

/** What the law does to the clock of silence meanwhile; it must be told with the list (CRPA L114-5, R112-11-4). */
export const effetsEnMots = {
  suspend:
    'En attendant, le délai au terme duquel notre silence vaudrait rejet de votre demande est suspendu ; il reprend dès que nous recevons ces éléments, et au plus tard à cette date (article L. 114-5 du code des relations entre le public et l’administration).',
  recommence:
    'Le délai au terme duquel notre silence vaudra acceptation de votre demande ne commencera qu’à la réception de ces éléments (article L. 114-5 du code des relations entre le public et l’administration).',
} as const

/** Something is missing: how many, until when, where. The list itself is read on line only. */
export function complementDemande(
  contexte: CourrielContexte,
  { nombre, echeance }: { nombre: number; echeance: string },
) {
  const { deps, prenom, reference, demarche } = contexte
  const elements = nombre === 1 ? 'un élément' : `${nombre} éléments`
  return {
    modele: 'complement-demande',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : un complément vous est demandé`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Pour examiner votre demande ${reference} (${demarche.titre}), il nous manque ${elements}. La liste est dans votre espace. Vous pouvez répondre jusqu’au ${dateEnMots(echeance)} inclus.`,
          },
          boutonDemande(contexte, 'Voir la liste et répondre'),
          { type: 'paragraphe', texte: effetsEnMots[effetDuComplement(demarche)] },
          {
            type: 'paragraphe',
            texte:
              'Vous n’arrivez pas à obtenir un document à temps ? Dites-le-nous, une solution existe souvent.',
          },
          joindre(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
