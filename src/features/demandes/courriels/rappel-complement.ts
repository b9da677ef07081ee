import { longDay } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** A deadline comes near, and something is still missing: how many things, until when; the list is read on line. */
export function rappelComplement(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  rappel: { reference: string; titre: string; nombre: number; echeance: string },
) {
  const { reference, titre, nombre, echeance } = rappel
  return {
    modele: 'rappel-complement',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : il manque encore quelque chose`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Nous attendons encore ${nombre === 1 ? 'un élément' : `${nombre} éléments`} pour votre demande ${reference} (${titre}). Vous pouvez répondre jusqu’au ${longDay(echeance)} inclus.`,
          },
          {
            type: 'bouton',
            libelle: 'Voir la liste et répondre',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
          {
            type: 'paragraphe',
            texte:
              'Vous n’avez pas tout ? Envoyez déjà ce que vous avez. Vous n’arrivez pas à obtenir un document ? Dites-le-nous, une solution existe souvent.',
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
