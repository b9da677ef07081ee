import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { voiesDeRecours } from '../../demarches/index.ts'
import type { CourrielContexte } from '../acte-d-agent.ts'
import { boutonDemande, joindre } from './blocs.ts'

/** A decision waits on line. The same words for every outcome: the mail tells none. */
export function decision(contexte: CourrielContexte) {
  const { deps, prenom, reference, demarche } = contexte
  return {
    modele: 'decision',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : une décision a été prise`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Une décision a été prise sur votre demande ${reference} (${demarche.titre}) : consultez-la dans votre espace.`,
          },
          boutonDemande(contexte, 'Lire la décision'),
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
