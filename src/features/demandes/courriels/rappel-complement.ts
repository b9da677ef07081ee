import type { Demarche } from '../../../formulaire/demarche.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { APRES_LA_DATE } from '../effet-du-complement.ts'
import { boutonDemande, DITES_LE_NOUS, joindre } from './blocs.ts'

interface Rappel {
  reference: string
  titre: string
  nombre: number
  echeance: string
  /** Absent when the démarche has left the configuration. */
  demarche: Demarche | undefined
}

/** A decision waits for documents (CRPA L114-5-1): how many; no day is the last, and the outcome is read on line. */
export function rappelApresAccord(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  rappel: Omit<Rappel, 'echeance'>,
) {
  const { reference, titre, nombre, demarche } = rappel
  const [quoi, suite] =
    nombre === 1
      ? ['un document', 'le jour où nous l’aurons reçu : envoyez-le dès que possible']
      : [
          `${nombre} documents`,
          'le jour où nous aurons reçu le dernier : envoyez ce qui manque dès que possible',
        ]
  return {
    modele: 'rappel-complement-apres-accord',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : il manque encore ${nombre === 1 ? 'un document' : 'des documents'}`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `La décision est prise, mais nous attendons encore ${quoi} pour votre demande ${reference} (${titre}). La décision prendra effet ${suite}.`,
          },
          boutonDemande({ deps, reference }, 'Voir la liste et envoyer'),
          { type: 'paragraphe', texte: `Vous n’arrivez pas à obtenir un document ? ${DITES_LE_NOUS}` },
          ...(demarche ? [joindre({ reference, demarche })] : []),
        ],
      },
      deps.mailIdentity,
    ),
  }
}

/** A deadline comes near, and something is still missing: how many things, until when; the list is read on line. */
export function rappelComplement(deps: { mailIdentity: MailIdentity; publicOrigin: string }, rappel: Rappel) {
  const { reference, titre, nombre, echeance, demarche } = rappel
  return {
    modele: 'rappel-complement',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : il manque encore quelque chose`,
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
            texte: `Vous n’avez pas tout ? Envoyez déjà ce que vous avez. Vous n’arrivez pas à obtenir un document ? ${DITES_LE_NOUS}`,
          },
          ...(demarche ? [joindre({ reference, demarche })] : []),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
