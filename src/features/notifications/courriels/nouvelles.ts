import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

export interface Nouvelles {
  reference: string
  titre: string
  /** What happened, a sentence each, oldest first. */
  phrases: readonly string[]
}

/** What happened to one demande since the last mail. Never the words of a message, nor an outcome. */
export function nouvelles(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, titre, phrases }: Nouvelles,
) {
  const combien = phrases.length === 1 ? 'Une nouveauté' : `${phrases.length} nouveautés`
  return {
    modele: 'nouvelles',
    ...composeMail(
      {
        sujet: `${combien} sur votre demande ${reference}`,
        salutation: 'Bonjour,',
        blocs: [
          { type: 'paragraphe', texte: `Votre demande ${reference} (${titre}) :` },
          { type: 'liste', elements: phrases },
          {
            type: 'bouton',
            libelle: 'Voir ma demande',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
          {
            type: 'paragraphe',
            texte:
              'Nous groupons les nouvelles d’une demande : un courriel par heure au plus. Vous pouvez tout lire dans votre espace, et recevoir moins de courriels.',
          },
          {
            type: 'lien',
            libelle: 'Choisir ce qui arrive par courriel',
            adresse: `${deps.publicOrigin}/espace/compte/contact`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
