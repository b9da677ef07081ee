import { Ligne } from '../../../ui/champs/cadre.tsx'
import { AIDE_NOUVEAU, MotDePasse } from '../../../ui/champs/mot-de-passe.tsx'

export function MotDePasseOubliePage({ email, messages }: { email: string; messages: readonly string[] }) {
  return (
    <div class="formulaire">
      <h1>Mot de passe oublié</h1>
      <p class="chapeau">Écrivez votre adresse : nous y envoyons un lien pour en choisir un autre.</p>
      <form method="post" action="/mot-de-passe-oublie" noValidate>
        <Ligne
          nom="email"
          libelle="Adresse électronique"
          valeur={email}
          messages={messages}
          type="email"
          inputMode="email"
          autoComplete="username"
        />
        <button type="submit" class="ds-button">
          Recevoir le lien
        </button>
      </form>
    </div>
  )
}

/** The same words for an address that has an account and for one that has none. */
export function LienEnvoyePage({ expediteur }: { expediteur: string }) {
  return (
    <div class="texte">
      <h1>Consultez votre messagerie</h1>
      <p class="chapeau">
        Si un espace existe à cette adresse, un message arrive. Suivez son lien dans les 30 minutes.
      </p>
      <p>
        Rien reçu d’ici quelques minutes ? Regardez dans les courriers indésirables : le message vient de{' '}
        <strong>{expediteur}</strong>. Vérifiez aussi l’adresse, ou{' '}
        <a href="/mot-de-passe-oublie">recommencez</a>.
      </p>
    </div>
  )
}

/** The link's token comes by the fragment of the address, which reaches no server; afterwards by the form itself. */
export function NouveauMotDePassePage({
  jeton = '',
  messages = [],
}: {
  jeton?: string
  messages?: readonly string[]
}) {
  return (
    <div class="formulaire">
      <h1>Choisissez un nouveau mot de passe</h1>
      <p class="chapeau">Tous vos appareils seront déconnectés. Vous vous connecterez ensuite avec lui.</p>
      <noscript>
        <p>
          Cette étape a besoin de JavaScript. Activez-le et rechargez la page, ou ouvrez le lien sur un autre
          appareil.
        </p>
      </noscript>
      <form method="post" action="/mot-de-passe-oublie/nouveau" data-jeton-fragment noValidate>
        <input type="hidden" name="jeton" value={jeton} />
        <MotDePasse
          nom="motDePasse"
          libelle="Nouveau mot de passe"
          aide={AIDE_NOUVEAU}
          messages={messages}
          nouveau
        />
        <button type="submit" class="ds-button">
          Enregistrer ce mot de passe
        </button>
      </form>
    </div>
  )
}
