import { type RefusDePiece, remedeEnMots } from '../../../formulaire/refus-de-piece.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** Where the document was sent: what can still be done about it depends on that. */
export type Ou =
  | { kind: 'brouillon'; id: string }
  | { kind: 'demande' | 'complement' | 'message'; reference: string }
  /** The same file, used more than once. */
  | { kind: 'demandes'; references: readonly string[] }
  | { kind: 'espace' }

/** After the place of the document. */
export const CE_QUI_NE_VA_PAS = {
  virus: 'contient un virus. Nous l’avons détruit',
  illisible: 'ne s’ouvre pas. Nous ne pouvons pas nous en servir',
  'trop-lourd': 'est trop grand pour être ouvert. Nous ne pouvons pas nous en servir',
  'mot-de-passe': 'est protégé par un mot de passe. Nous ne pouvons pas nous en servir',
  'trop-de-pages': 'a plus de 300 pages. Nous ne pouvons pas nous en servir',
} as const satisfies Record<RefusDePiece, string>

/** A document cannot be used: what is wrong, and what to do. Its name is told in the space only. */
export function documentARemplacer(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { refus, ou }: { refus: RefusDePiece; ou: Ou },
) {
  const paragraphe = (texte: string) => ({ type: 'paragraphe' as const, texte })
  return {
    modele: 'document-a-remplacer',
    ...composeMail(
      {
        sujet: 'Un de vos documents est à remplacer',
        salutation: 'Bonjour,',
        blocs: [
          paragraphe(`Un document que vous avez ajouté ${lieuEnMots(ou)} ${CE_QUI_NE_VA_PAS[refus]}.`),
          paragraphe(`Votre espace vous dit lequel. ${suiteEnMots(ou)}`.trim()),
          paragraphe(remedeEnMots[refus]),
          {
            type: 'bouton',
            libelle: 'Voir quel document',
            adresse: deps.publicOrigin + adresseDe(ou),
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}

const enMots = new Intl.ListFormat('fr-FR')

function lieuEnMots(ou: Ou): string {
  if (ou.kind === 'brouillon') return 'à une demande que vous n’avez pas encore envoyée'
  if (ou.kind === 'demandes') return `aux demandes ${enMots.format(ou.references)}`
  if (ou.kind === 'message') return `à un message sur la demande ${ou.reference}`
  return ou.kind === 'espace' ? 'à votre espace' : `à la demande ${ou.reference}`
}

function suiteEnMots(ou: Ou): string {
  if (ou.kind === 'demande') return 'Votre demande est bien enregistrée. Remplacez ce document sur sa page.'
  if (ou.kind === 'demandes')
    return 'Vos demandes sont bien enregistrées. Remplacez ce document sur la page de chacune.'
  if (ou.kind === 'message') return 'Envoyez-en un autre dans un nouveau message.'
  return ou.kind === 'espace' ? '' : 'Mettez-en un autre à sa place.'
}

function adresseDe(ou: Ou): string {
  if (ou.kind === 'brouillon') return `/espace/brouillons/${ou.id}`
  if (ou.kind === 'demandes') return '/espace/demandes'
  if (ou.kind === 'message') return `/espace/demandes/${ou.reference}/messages`
  return ou.kind === 'espace' ? '/espace/documents' : `/espace/demandes/${ou.reference}`
}
