import type { RefusDePiece } from '../../../formulaire/refus-de-piece.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { CE_QUI_NE_VA_PAS } from './document-a-remplacer.ts'

/** Why nobody waits for another document in its place. */
export type SansSuite = 'terminee' | 'remplace'

const SUITE = {
  terminee: 'Cette demande est terminée : vous n’avez rien à envoyer pour elle.',
  remplace: 'Vous l’aviez déjà remplacé : vous n’avez rien à envoyer.',
} as const satisfies Record<SansSuite, string>

/** A document of a demande cannot be used any more, and none is asked for in its place. Its name is told in the space only. */
export function documentInutilisable(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { refus, reference, suite }: { refus: RefusDePiece; reference: string; suite: SansSuite },
) {
  const paragraphe = (texte: string) => ({ type: 'paragraphe' as const, texte })
  const appareil = refus === 'virus' ? 'Faites vérifier votre appareil par un antivirus. ' : ''
  return {
    modele: 'document-inutilisable',
    ...composeMail(
      {
        sujet: 'Un de vos documents ne peut plus servir',
        salutation: 'Bonjour,',
        blocs: [
          paragraphe(
            `Un document que vous avez envoyé pour la demande ${reference} ${CE_QUI_NE_VA_PAS[refus]}.`,
          ),
          paragraphe(SUITE[suite]),
          paragraphe(`${appareil}Pour une autre demande, prenez une nouvelle copie de ce document.`),
          {
            type: 'bouton',
            libelle: 'Voir quel document',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
