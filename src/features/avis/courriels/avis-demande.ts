import { dateEnMots } from '../../../formulaire/dates.ts'
import { composeMail } from '../../../platform/mail/compose-mail.ts'
import type { CourrielDAvis } from '../tell-agent.ts'

const bloc = ({ deps }: CourrielDAvis) =>
  ({
    type: 'bouton',
    libelle: 'Lire la question et répondre',
    adresse: `${deps.publicOrigin}/agents/avis`,
  }) as const

/** A colleague asks for an opinion. */
export function avisDemande(contexte: CourrielDAvis) {
  const { deps, prenom, reference, demarche, pourLe } = contexte
  return {
    modele: 'avis-demande',
    ...composeMail(
      {
        sujet: `Votre avis est demandé sur la demande ${reference}`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Un collègue vous demande votre avis sur la demande ${reference} (${demarche}), pour le ${dateEnMots(pourLe)}. La question et le dossier vous attendent dans le comptoir, à la page « Avis demandés ».`,
          },
          bloc(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}

/** The demande has ended: nobody waits for the opinion any more. */
export function avisSansObjet({ deps, prenom, reference, demarche }: CourrielDAvis) {
  return {
    modele: 'avis-sans-objet',
    ...composeMail(
      {
        sujet: `Votre avis n’est plus nécessaire sur la demande ${reference}`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Un collègue vous avait demandé votre avis sur la demande ${reference} (${demarche}). Son examen est terminé : vous n’avez plus rien à faire, et le dossier ne vous est plus ouvert. Merci du temps que vous y avez peut-être déjà passé.`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}

/** The decision is withdrawn: the examination begins again, without what was asked before. */
export function avisApresRetrait({ deps, prenom, reference, demarche }: CourrielDAvis) {
  return {
    modele: 'avis-apres-retrait',
    ...composeMail(
      {
        sujet: `Votre avis n’est plus attendu sur la demande ${reference}`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Un collègue vous avait demandé votre avis sur la demande ${reference} (${demarche}). La décision prise sur cette demande est retirée, et son examen recommence. Vous n’avez rien à faire, et le dossier ne vous est plus ouvert. Si votre avis est encore utile, un collègue vous le demandera de nouveau.`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}

/** The same opinion, still awaited. */
export function avisRappele(contexte: CourrielDAvis) {
  const { deps, prenom, reference, demarche, pourLe } = contexte
  return {
    modele: 'avis-rappele',
    ...composeMail(
      {
        sujet: `Rappel : votre avis est attendu sur la demande ${reference}`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          {
            type: 'paragraphe',
            texte: `Votre avis sur la demande ${reference} (${demarche}) est toujours attendu. Il était demandé pour le ${dateEnMots(pourLe)}. Si vous ne pouvez pas le donner, dites-le à votre collègue : il demandera à quelqu’un d’autre.`,
          },
          bloc(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}
