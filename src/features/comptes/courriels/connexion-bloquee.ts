import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { TOKEN_PLACEHOLDER } from '../../../platform/mail/outbox.ts'
import { type CourrielDeps, courrielDAlerte } from './alertes.ts'

/** Too many wrong passwords: the holder is told, and may open the door again at once. */
export function connexionBloquee(deps: CourrielDeps, le: Date) {
  return courrielDAlerte(
    deps,
    'connexion-bloquee',
    'La connexion à votre espace est bloquée pour un moment',
    [
      {
        type: 'paragraphe',
        texte: `Plusieurs mots de passe faux ont été essayés avec votre adresse le ${longMoment(le)}. Pour protéger votre espace, la connexion est bloquée pour un moment. Les appareils déjà connectés le restent.`,
      },
      {
        type: 'paragraphe',
        texte: 'C’était vous ? Attendez un peu, ou débloquez tout de suite la connexion :',
      },
      {
        type: 'bouton',
        libelle: 'Débloquer la connexion',
        adresse: `${deps.publicOrigin}/connexion/deblocage#${TOKEN_PLACEHOLDER}`,
      },
      {
        type: 'paragraphe',
        texte:
          'Vous ne vous souvenez plus du mot de passe ? La page de connexion permet d’en choisir un autre.',
      },
    ],
    'Ce n’était pas vous ? Personne n’est entré, et vous n’avez rien à faire. Si vous craignez qu’on connaisse votre mot de passe, bloquez votre espace et prévenez-nous par ce lien.',
  )
}
