import { dateEnMots } from '../../../formulaire/dates.ts'
import type { EffetDuComplement } from '../../../platform/legal-clock/complement.ts'
import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { boutonDemande, joindre } from '../../demandes/index.ts'
import type { CourrielContexte } from '../instruction-deps.ts'

/** What the law does to the clock of silence meanwhile; it must be told with the list (CRPA L114-5, R112-11-4). */
export const effetsEnMots = {
  suspend:
    'En attendant, le délai au terme duquel notre silence vaudrait rejet de votre demande est suspendu ; il reprend dès que nous recevons ce qui est indispensable, et au plus tard à cette date (article L. 114-5 du code des relations entre le public et l’administration).',
  aucun:
    'Cela ne change pas le délai au terme duquel notre silence vaudrait réponse (article L. 114-5-1 du code des relations entre le public et l’administration).',
  recommence:
    'Le délai au terme duquel notre silence vaudra acceptation de votre demande ne commencera qu’à la réception de ce qui est indispensable (article L. 114-5 du code des relations entre le public et l’administration).',
} as const satisfies Record<EffetDuComplement, string>

/** Something is missing: how many, until when, where. The list itself is read on line only. */
export function complementDemande(
  contexte: CourrielContexte,
  {
    nombre,
    echeance,
    effet,
    bloquant,
  }: { nombre: number; echeance: string; effet: EffetDuComplement; bloquant: boolean },
) {
  const { deps, prenom, reference, demarche } = contexte
  const elements = nombre === 1 ? 'un élément' : `${nombre} éléments`
  return {
    modele: 'complement-demande' as const,
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : un complément vous est demandé`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `${bloquant ? `Pour examiner votre demande ${reference} (${demarche.titre}), il nous manque ${elements}.` : `L’examen de votre demande ${reference} (${demarche.titre}) continue. ${nombre === 1 ? 'Un élément nous aiderait' : `${nombre} éléments nous aideraient`} pourtant.`} La liste est dans votre espace. Vous pouvez répondre jusqu’au ${dateEnMots(echeance)} inclus.`,
          },
          boutonDemande(contexte, 'Voir la liste et répondre'),
          { type: 'paragraphe', texte: effetsEnMots[effet] },
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
