import { dateEnMots } from '../../../formulaire/dates.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'
import type { DocumentVu } from '../documents.query.ts'
import { enMots } from '../documents-en-mots.ts'

export type DocumentARappeler = Pick<DocumentVu, 'nature' | 'dateDuDocument' | 'ajouteLe'> & {
  valableJusquAu: string
}

/** Documents that a person keeps will soon serve no more. */
export function documentsBientotPerimes(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  documents: readonly DocumentARappeler[],
) {
  const plusieurs = documents.length > 1
  return {
    modele: 'documents-bientot-perimes',
    ...composeMail(
      {
        sujet: plusieurs
          ? 'Des documents ne seront bientôt plus valables'
          : 'Un document ne sera bientôt plus valable',
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: plusieurs
              ? 'Dans « Mes documents », voici ceux dont la date de fin approche :'
              : 'Dans « Mes documents », la date de fin de celui-ci approche :',
          },
          {
            type: 'liste',
            elements: documents.map(
              (document) => `${enMots(document)} : jusqu’au ${dateEnMots(document.valableJusquAu)}`,
            ),
          },
          {
            type: 'paragraphe',
            texte:
              'Vos demandes déjà envoyées ne changent pas. Si vous avez un document plus récent, ajoutez-le : il sera prêt pour la prochaine.',
          },
          {
            type: 'bouton',
            libelle: 'Voir mes documents',
            adresse: `${deps.publicOrigin}/espace/documents`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
