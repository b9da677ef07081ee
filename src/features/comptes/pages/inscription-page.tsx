import { Ligne } from '../../../ui/champs/cadre.tsx'
import { AIDE_NOUVEAU, MotDePasse } from '../../../ui/champs/mot-de-passe.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { PostePartage } from './poste-partage.tsx'

export interface InscriptionPageProps {
  /** `numero`: of the general terms that the page links to. */
  saisie: { prenom: string; nom: string; email: string; conditions: boolean; numero: number }
  erreurs: Readonly<Record<string, readonly string[]>>
}

export function InscriptionPage({ saisie, erreurs }: InscriptionPageProps) {
  const messages = (nom: string): readonly string[] => erreurs[nom] ?? []
  return (
    <div class="formulaire">
      <h1>Créer mon espace</h1>
      <p class="chapeau">Gratuit et facultatif. Il vous faut une adresse électronique que vous consultez.</p>
      <ErrorSummary
        erreurs={Object.entries(erreurs).map(([nom, textes]) => ({ nom, message: textes.join(' ') }))}
      />
      <form method="post" action="/inscription">
        <Ligne
          nom="prenom"
          libelle="Prénom"
          valeur={saisie.prenom}
          messages={messages('prenom')}
          autoComplete="given-name"
        />
        <Ligne
          nom="nom"
          libelle="Nom"
          valeur={saisie.nom}
          messages={messages('nom')}
          autoComplete="family-name"
        />
        <Ligne
          nom="email"
          libelle="Adresse électronique"
          aide="Elle sera votre identifiant, et nous y enverrons les nouvelles de vos demandes."
          valeur={saisie.email}
          messages={messages('email')}
          type="email"
          inputMode="email"
          autoComplete="email"
        />
        <MotDePasse
          nom="motDePasse"
          libelle="Mot de passe"
          aide={AIDE_NOUVEAU}
          messages={messages('motDePasse')}
          nouveau
        />
        <div class="champ" {...(messages('conditions').length > 0 ? { 'data-erreur': '' } : {})}>
          {messages('conditions').length > 0 ? (
            <p class="erreur">{messages('conditions').join(' ')}</p>
          ) : null}
          <input type="hidden" name="numero" value={saisie.numero} />
          <div class="case">
            <input
              type="checkbox"
              id="conditions"
              name="conditions"
              value="oui"
              checked={saisie.conditions}
            />
            <label for="conditions">
              J’ai lu et j’accepte les <a href="/conditions-generales">conditions générales</a>
            </label>
          </div>
        </div>
        <button type="submit" class="ds-button">
          Créer mon espace
        </button>
      </form>
      <p class="actions">
        <a href="/connexion">J’ai déjà un espace</a>
      </p>
    </div>
  )
}

export function InscriptionRecuePage({ expediteur }: { expediteur: string }) {
  return (
    <div class="texte">
      <h1>Consultez votre messagerie</h1>
      <p class="chapeau">
        Nous venons de vous écrire. Ouvrez le message et suivez le lien pour confirmer votre adresse.
      </p>
      <p>
        Le lien est valable 24 heures. Rien reçu d’ici quelques minutes ? Regardez dans les courriers
        indésirables : le message vient de <strong>{expediteur}</strong>.
      </p>
    </div>
  )
}

/** The link's token comes by the fragment of the address, which reaches no server; afterwards by the form itself. */
export function ConfirmationPage({ jeton = '', erreur }: { jeton?: string; erreur?: string }) {
  return (
    <div class="formulaire">
      <h1>Confirmez votre adresse</h1>
      <p class="chapeau">Tapez le mot de passe que vous avez choisi : votre espace s’ouvre.</p>
      {erreur ? (
        <div class="encadre" data-ton="danger" role="alert" data-erreurs>
          <p>{erreur}</p>
        </div>
      ) : null}
      <noscript>
        <p>
          Cette étape a besoin de JavaScript. Activez-le et rechargez la page, ou ouvrez le lien sur un autre
          appareil.
        </p>
      </noscript>
      <form method="post" action="/inscription/confirmer" data-connexion data-jeton-fragment>
        <input type="hidden" name="jeton" value={jeton} />
        <MotDePasse nom="motDePasse" libelle="Mot de passe" messages={[]} />
        <PostePartage />
        <p class="erreur" role="alert" data-echec hidden>
          La connexion ne répond pas. Vérifiez le réseau et réessayez.
        </p>
        <button type="submit" class="ds-button">
          Confirmer et entrer
        </button>
      </form>
      <p class="actions">
        Mot de passe oublié ? <a href="/inscription">Recommencez l’inscription</a> : cela prend deux minutes.
      </p>
    </div>
  )
}
