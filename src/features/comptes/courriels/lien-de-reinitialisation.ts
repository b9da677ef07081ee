import { TOKEN_PLACEHOLDER } from '../../../platform/mail/outbox.ts'
import { type CourrielDeps, courrielDAlerte } from './alertes.ts'

/** The link to choose another password. Its token stands in the fragment: no server log, no Referer sees it. */
export function lienDeReinitialisation(deps: CourrielDeps) {
  return courrielDAlerte(
    deps,
    'lien-de-reinitialisation',
    'Choisissez un nouveau mot de passe',
    [
      {
        type: 'paragraphe',
        texte: 'Vous avez oublié votre mot de passe ? Choisissez-en un autre dans les 30 minutes.',
      },
      {
        type: 'bouton',
        libelle: 'Choisir un nouveau mot de passe',
        adresse: `${deps.publicOrigin}/mot-de-passe-oublie/nouveau#${TOKEN_PLACEHOLDER}`,
      },
    ],
    'Vous n’avez rien demandé ? Ignorez ce message : votre mot de passe ne change pas, et personne n’est entré. Si cela se répète, bloquez votre espace et prévenez-nous par ce lien.',
  )
}
