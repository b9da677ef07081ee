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
        sujet: `Votre demande ${reference} : les motifs demandés`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Vous nous aviez demandé les motifs, c’est-à-dire les raisons, pour votre demande ${reference} (${demarche.titre}). Ils sont dans votre espace. Vous avez deux mois pour saisir le tribunal, à partir du jour où vous recevez ces motifs (article L. 232-4 du code des relations entre le public et l’administration).`,
          },
          boutonDemande(contexte, 'Lire les motifs'),
          joindre(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
