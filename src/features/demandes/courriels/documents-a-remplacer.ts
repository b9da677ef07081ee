import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** Documents that the service could not take: how many, where; which and why is read on line only. */
export function documentsARemplacer(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, titre, nombre }: { reference: string; titre: string; nombre: number },
) {
  const quoi = nombre === 1 ? 'un document n’a pas' : `${nombre} documents n’ont pas`
  return {
    modele: 'documents-a-remplacer',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : un document est à remplacer`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Pour votre demande ${reference} (${titre}), ${quoi} pu être retenu${nombre === 1 ? '' : 's'}. Votre espace vous dit pourquoi. Vous pouvez y mettre un autre document à la place ; une photo nette suffit.`,
          },
          {
            type: 'bouton',
            libelle: 'Remplacer le document',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
          {
            type: 'paragraphe',
            texte: 'L’examen de votre demande continue, et son délai ne change pas.',
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
