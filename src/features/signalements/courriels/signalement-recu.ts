import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { type CourrielDeps, courrielDAlerte } from '../../comptes/index.ts'

export interface SignalementContexte {
  le: Date
  reference: string
}

/** The acknowledgement of a proven report: what was done at once, and how to come back. */
export function signalementRecu(deps: CourrielDeps, { le, reference }: SignalementContexte) {
  return courrielDAlerte(
    deps,
    'signalement-recu',
    'Votre espace est bloqué, à votre demande',
    [
      {
        type: 'paragraphe',
        texte: `Nous avons reçu votre signalement le ${longMoment(le)}. Votre espace est bloqué : tous les appareils sont déconnectés, et personne ne peut y entrer.`,
      },
      { type: 'definitions', lignes: [['Référence à nous rappeler', reference]] },
      {
        type: 'paragraphe',
        texte:
          'Nos agents examinent ce qui s’est passé. Vos demandes suivent leur cours. Pour entrer de nouveau, choisissez un nouveau mot de passe :',
      },
      {
        type: 'bouton',
        libelle: 'Choisir un nouveau mot de passe',
        adresse: `${deps.publicOrigin}/mot-de-passe-oublie`,
      },
    ],
    'Vous n’avez rien signalé ? Appelez-nous : le numéro est plus bas. Ce lien montre à nouveau la référence :',
  )
}
