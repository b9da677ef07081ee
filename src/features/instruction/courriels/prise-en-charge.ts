import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { boutonDemande, joindre } from '../../demandes/index.ts'
import type { CourrielContexte } from '../acte-d-agent.ts'

/** The examination begins. */
export function priseEnCharge(contexte: CourrielContexte) {
  const { deps, prenom, reference, demarche } = contexte
  return {
    modele: 'prise-en-charge',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} est en cours d’examen`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Un agent a commencé l’examen de votre demande ${reference} (${demarche.titre}). Vous n’avez rien à faire : nous vous écrirons s’il manque quelque chose, puis quand la décision sera prise.`,
          },
          boutonDemande(contexte, 'Suivre ma demande'),
          joindre(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
