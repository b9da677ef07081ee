import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { boutonDemande, joindre } from '../../demandes/index.ts'
import type { CourrielContexte } from '../acte-d-agent.ts'

/** What was asked for has been answered; the reasons themselves are read on line only. */
export function motifsCommuniques(contexte: CourrielContexte) {
  const { deps, prenom, reference, demarche } = contexte
  return {
    modele: 'motifs-communiques' as const,
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : la réponse à votre question`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Vous nous aviez demandé des explications sur votre demande ${reference} (${demarche.titre}). Elles sont dans votre espace. Le délai de deux mois pour saisir le tribunal repart d’aujourd’hui (article L. 232-4 du code des relations entre le public et l’administration).`,
          },
          boutonDemande(contexte, 'Lire les explications'),
          joindre(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
