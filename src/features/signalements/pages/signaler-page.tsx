import { Ligne, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'

export const RECIT = {
  nom: 'recit',
  libelle: 'Ce que vous avez remarqué (facultatif)',
  aide: 'Par exemple : une connexion que vous ne reconnaissez pas, un changement que vous n’avez pas fait.',
} as const

export interface SignalerSaisie {
  courriel: string
  recit: string
  contact: string
}

/** The public form: it proves nothing, and so freezes nothing. */
export function SignalerPage(props: { saisie: SignalerSaisie; erreurs: Readonly<Record<string, string>> }) {
  const { saisie, erreurs } = props
  const messages = (nom: string): string[] => unMessage(erreurs[nom])
  return (
    <div class="formulaire">
      <h1>Signaler une utilisation non autorisée</h1>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <p class="chapeau">Vous pensez que quelqu’un utilise votre espace, ou celui d’un proche ?</p>
      <div class="encadre" data-ton="info">
        <p>
          Le plus rapide : <a href="/espace/compte/signaler">connectez-vous et bloquez votre espace</a>, ou
          suivez le lien « Ce n’était pas moi » d’un de nos messages. L’espace est bloqué aussitôt.
        </p>
      </div>
      <form method="post" action="/signaler" noValidate>
        <Ligne
          nom="courriel"
          libelle="Adresse électronique de l’espace concerné"
          aide="Nous y envoyons aussitôt un lien pour bloquer l’espace."
          valeur={saisie.courriel}
          messages={messages('courriel')}
          type="email"
          inputMode="email"
          autoComplete="email"
        />
        <ZoneDeTexte
          nom="recit"
          libelle="Ce que vous avez remarqué"
          aide={RECIT.aide}
          valeur={saisie.recit}
          messages={messages('recit')}
        />
        <Ligne
          nom="contact"
          libelle="Comment vous joindre (facultatif)"
          aide="Un téléphone ou une adresse, si vous n’avez plus accès à celle de l’espace."
          valeur={saisie.contact}
          messages={messages('contact')}
          autoComplete="off"
        />
        <button type="submit" class="ds-button">
          Envoyer le signalement
        </button>
      </form>
    </div>
  )
}

/** What was done, with the reference to quote. */
export function SignalementRecuPage({
  reference,
  gele,
  telephone,
}: {
  /** Absent when it was shown already, or only stands in the mail. */
  reference?: string
  gele: boolean
  telephone: string
}) {
  return (
    <div class="texte">
      <h1 tabIndex={-1}>{gele ? 'Votre espace est bloqué' : 'Votre signalement est reçu'}</h1>
      {reference ? (
        <p class="chapeau">
          Référence à nous rappeler : <strong>{reference}</strong>
        </p>
      ) : null}
      {gele ? (
        <>
          <p>
            Tous les appareils sont déconnectés, et personne ne peut entrer. Nos agents sont prévenus. Un
            message vous le confirme et donne la référence du signalement. Vos demandes suivent leur cours.
          </p>
          <p>
            Pour entrer de nouveau, <a href="/mot-de-passe-oublie">choisissez un nouveau mot de passe</a>.
          </p>
        </>
      ) : (
        <p>
          Nos agents sont prévenus. Si un espace existe à cette adresse, son titulaire reçoit un message avec
          un lien pour le bloquer tout de suite.
        </p>
      )}
      <p>C’est urgent ? Appelez le {telephone}.</p>
    </div>
  )
}

/** From the account: one button, and the account is frozen. */
export function SignalerCompte() {
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Signaler une utilisation non autorisée</h1>
      <p class="chapeau">
        Votre espace sera bloqué aussitôt : tous les appareils, celui-ci aussi, seront déconnectés, et
        personne ne pourra entrer.
      </p>
      <p>
        Vous choisirez ensuite un nouveau mot de passe, par un lien envoyé à votre adresse. Nos agents seront
        prévenus. Vos demandes suivent leur cours, et vos brouillons sont gardés.
      </p>
      <form method="post" action="/espace/compte/signaler" noValidate>
        <ZoneDeTexte {...RECIT} valeur="" messages={[]} />
        <div class="actions">
          <button type="submit" class="ds-button" data-color="danger">
            Bloquer mon espace
          </button>
          <a href="/espace/compte">Annuler</a>
        </div>
      </form>
    </div>
  )
}
