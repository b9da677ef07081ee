import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { type Bloc, composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { TOKEN_PLACEHOLDER } from '../../../platform/mail/outbox.ts'

export interface CourrielDeps {
  mailIdentity: MailIdentity
  publicOrigin: string
}

/** What happened, when, and on which kind of device where one is known. */
export interface Fait {
  le: Date
  /** « Firefox sur un Mac » */
  appareil?: string
}

const depuis = ({ appareil }: Fait): string => (appareil ? `, depuis ${appareil}` : '')
const quand = ({ le }: Fait): string => `le ${longMoment(le)}`

interface Alerte {
  sujet: string
  texte: (fait: Fait) => string
  /** Before the link that freezes, where the usual question would be the wrong one. */
  pasMoi?: string
}

/** What the account's holder is told of at once. If it was somebody else, this is how they learn of it. */
const ALERTES = {
  'compte-ouvert': {
    sujet: 'Votre espace est ouvert',
    texte: (f) =>
      `Votre espace personnel est ouvert ${quand(f).replace(/^le/, 'depuis le')}. Vous pouvez y faire vos démarches, les suivre et nous écrire.`,
  },
  'nouvel-appareil': {
    sujet: 'Connexion depuis un nouvel appareil',
    texte: (f) => `Quelqu’un, sans doute vous, est entré dans votre espace ${quand(f)}${depuis(f)}.`,
  },
  'mot-de-passe-change': {
    sujet: 'Votre mot de passe a changé',
    texte: (f) =>
      `Le mot de passe de votre espace a été changé ${quand(f)}. Les autres appareils connectés ont été déconnectés.`,
  },
  'informations-changees': {
    sujet: 'Vos informations ont changé',
    texte: (f) => `Les informations de votre compte ont été modifiées ${quand(f)}.`,
  },
  'sessions-terminees': {
    sujet: 'Un accès à votre espace a été fermé',
    texte: (f) => `Un ou plusieurs de vos appareils ont été déconnectés à distance ${quand(f)}.`,
  },
  'sessions-fermees': {
    sujet: 'Vos appareils ont été déconnectés par nos services',
    texte: (f) =>
      `Par précaution, nos services ont déconnecté tous vos appareils ${quand(f)}. Rien n’est perdu : reconnectez-vous quand vous voulez.`,
    pasMoi:
      'Vous avez remarqué quelque chose d’anormal ? Suivez ce lien : il bloque aussitôt votre espace, et nous prévient.',
  },
  'adresse-confirmee': {
    sujet: 'Votre nouvelle adresse est confirmée',
    texte: (f) =>
      `Cette adresse est celle de votre espace ${quand(f).replace(/^le/, 'depuis le')}. C’est avec elle que vous vous connectez, et là que nous vous écrivons.`,
  },
  deblocage: {
    sujet: 'La connexion à votre espace est débloquée',
    texte: (f) => `Vous avez débloqué la connexion à votre espace ${quand(f)}. Vous pouvez vous connecter.`,
  },
  'facteur-ajoute': {
    sujet: 'Une protection a été ajoutée à votre espace',
    texte: (f) =>
      `Un deuxième moyen de vérification protège votre espace ${quand(f).replace(/^le/, 'depuis le')}. Il sera demandé à chaque connexion.`,
  },
  'facteur-retire': {
    sujet: 'Une protection a été retirée de votre espace',
    texte: (f) => `Un moyen de vérification de votre espace a été retiré ${quand(f)}.`,
  },
  'codes-de-secours-renouveles': {
    sujet: 'Vos codes de secours ont été remplacés',
    texte: (f) =>
      `Dix nouveaux codes de secours ont été demandés ${quand(f)}. Les anciens ne fonctionnent plus.`,
  },
  'code-de-secours-utilise': {
    sujet: 'Un code de secours a servi',
    texte: (f) => `Un de vos codes de secours a servi à entrer dans votre espace ${quand(f)}${depuis(f)}.`,
  },
  'verification-bloquee': {
    sujet: 'La deuxième étape de votre connexion est bloquée pour un moment',
    texte: (f) =>
      `Quelqu’un a donné votre mot de passe, puis plusieurs réponses fausses à la deuxième étape, ${quand(f)}${depuis(f)}. Personne n’est entré. Si ce n’était pas vous, votre mot de passe n’est plus secret : changez-le.`,
  },
  export: {
    sujet: 'Vos données ont été téléchargées',
    texte: (f) => `Une copie des données de votre espace a été téléchargée ${quand(f)}.`,
  },
  'cloture-annulee': {
    sujet: 'Votre espace est gardé',
    texte: (f) => `La fermeture de votre espace a été annulée ${quand(f)}. Rien n’a été effacé.`,
  },
} as const satisfies Record<string, Alerte>
export type NomDAlerte = keyof typeof ALERTES
export const NOMS_D_ALERTES = Object.keys(ALERTES) as NomDAlerte[]

/** A security mail of one sentence. */
export function alerte(deps: CourrielDeps, nom: NomDAlerte, fait: Fait) {
  const { sujet, texte, pasMoi }: Alerte = ALERTES[nom]
  return courrielDAlerte(deps, nom, sujet, [{ type: 'paragraphe', texte: texte(fait) }], pasMoi)
}

/** Every security mail ends with the way to freeze the account. The secret stands in the fragment: no log sees it. */
export function courrielDAlerte(
  deps: CourrielDeps,
  modele: string,
  sujet: string,
  blocs: readonly Bloc[],
  pasMoi:
    | string
    | undefined = 'Ce n’était pas vous ? Suivez ce lien : il bloque aussitôt votre espace, et nous prévient.',
) {
  return {
    modele,
    ...composeMail(
      {
        sujet,
        salutation: 'Bonjour,',
        blocs: [
          ...blocs,
          { type: 'paragraphe', texte: pasMoi },
          {
            type: 'lien',
            libelle: 'Ce n’était pas moi',
            adresse: `${deps.publicOrigin}/signaler/gel#${TOKEN_PLACEHOLDER}`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
