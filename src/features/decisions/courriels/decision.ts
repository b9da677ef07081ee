import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { CONSULTATION_JOURS, lastDayToRead } from '../../../platform/legal-clock/notification.ts'
import { longDay, parisDay } from '../../../platform/legal-clock/paris.ts'
import type { MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { boutonDemande, type CourrielDeDemande, joindre } from '../../demandes/index.ts'
import { voiesDeRecours } from '../../demarches/index.ts'

export interface ContexteDeDecision extends CourrielDeDemande {
  deps: { publicOrigin: string; collectivite: Collectivite; mailIdentity: MailIdentity }
  prenom: string
}

/**
 * A decision waits on line: the notice of CRPA R112-17 to R112-20, with the day of the deposit, the service, and what not opening
 * it means. The same words for every outcome, and for one corrected or withdrawn: the mail tells none.
 */
export function decision(
  contexte: ContexteDeDecision,
  { voie, le }: { voie: 'espace' | 'courrier'; le: Date },
) {
  const { deps, prenom, reference, demarche } = contexte
  const jour = parisDay(le)
  return {
    modele: 'decision',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : une décision vous attend`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Une décision sur votre demande ${reference} (${demarche.titre}) est dans votre espace depuis le ${longDay(jour)}.`,
          },
          boutonDemande(contexte, 'Lire la décision'),
          {
            type: 'paragraphe',
            texte:
              voie === 'espace'
                ? `Vous avez accepté de recevoir les décisions dans votre espace. Le délai pour contester part du jour où vous ouvrez la décision. Si vous ne l’avez pas ouverte le ${longDay(lastDayToRead(le))} au plus tard (${CONSULTATION_JOURS} jours), elle compte comme reçue le ${longDay(jour)} (article R. 112-20 du code des relations entre le public et l’administration).`
                : 'Vous la recevrez aussi par la poste. Le délai pour contester part du jour où vous recevez la lettre.',
          },
          ...voiesDeRecours(demarche, deps.collectivite).map((texte) => ({
            type: 'paragraphe' as const,
            texte,
          })),
          joindre(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
