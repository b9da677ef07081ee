import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { boutonDemande, effetsDeLaTransmission, joindre } from '../../demandes/index.ts'
import type { CourrielContexte } from '../acte-d-agent.ts'

/** The demande went to the competent authority: which, where, and what becomes of the time limits (CRPA L114-2, L114-3). */
export function demandeTransmise(
  contexte: CourrielContexte,
  vers: { autorite: string; adresse: string; contact: string; deposeeLe: Date },
) {
  const { deps, prenom, reference, demarche } = contexte
  const adresse = vers.adresse.split('\n').join(', ')
  return {
    modele: 'demande-transmise' as const,
    ...composeMail(
      {
        sujet: `Votre demande ${reference} est transmise à une autre administration`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Ce n’est pas le Département qui décide pour cette demande : ${reference} (${demarche.titre}). Nous la transmettons, avec vos documents, à l’administration qui décide : ${vers.autorite}. Vous n’avez rien à refaire : c’est elle qui vous répondra.`,
          },
          {
            type: 'paragraphe',
            texte: `Pour la joindre : ${adresse}${vers.contact ? ` ; ${vers.contact}` : ''}.`,
          },
          ...effetsDeLaTransmission(vers.deposeeLe).map((texte) => ({ type: 'paragraphe' as const, texte })),
          boutonDemande(contexte, 'Voir ma demande'),
          joindre(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
