import type { Demarche } from '../../../formulaire/demarche.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { APRES_LA_DATE } from '../effet-du-complement.ts'
import { boutonDemande, DITES_LE_NOUS, joindre } from './blocs.ts'

/** A deadline comes near, and something is still missing: how many things, until when; the list is read on line. */
export function rappelComplement(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  rappel: {
    reference: string
    titre: string
    nombre: number
    echeance: string
    /** Absent when the démarche has left the configuration. */
    demarche: Demarche | undefined
  },
) {
  const { reference, titre, nombre, echeance, demarche } = rappel
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
          boutonDemande({ deps, reference }, 'Voir la liste et répondre'),
          { type: 'paragraphe', texte: APRES_LA_DATE },
          {
            type: 'paragraphe',
            texte: `Vous n’avez pas tout ? Envoyez déjà ce que vous avez. Vous n’arrivez pas à obtenir un document ? ${DITES_LE_NOUS}`,
          },
          ...(demarche ? [joindre({ reference, demarche })] : []),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
