import { Ligne } from '../../../ui/champs/cadre.tsx'
import { MotDePasse } from '../../../ui/champs/mot-de-passe.tsx'
import { PostePartage } from './poste-partage.tsx'

export interface ConnexionPageProps {
  email: string
  retour: string
  erreur?: string
  /** What was just done, before signing in. */
  fait?: string
}

const FAITS: Readonly<Record<string, string>> = {
  'mot-de-passe': 'Votre nouveau mot de passe est enregistré. Connectez-vous avec lui.',
  deblocage: 'La connexion est débloquée. Connectez-vous.',
  adresse: 'Votre nouvelle adresse est confirmée. Connectez-vous avec elle.',
  ferme:
    'Votre espace est fermé. Vous avez 30 jours pour changer d’avis : suivez le lien que vous avez reçu, ou connectez-vous.',
  'cloture-annulee': 'Votre espace est gardé. Connectez-vous.',
}

export function ConnexionPage({ email, retour, erreur, fait }: ConnexionPageProps) {
  return (
    <div class="formulaire">
      <h1>Se connecter</h1>
      {fait && FAITS[fait] ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>{FAITS[fait]}</p>
        </div>
      ) : null}
      {erreur ? (
        <div class="encadre" data-ton="danger" role="alert" data-erreurs>
          <p>{erreur}</p>
        </div>
      ) : null}
      <noscript>
        <div class="encadre" data-ton="attention">
          <p>
            La connexion a besoin de JavaScript, qui remplace ici les cookies. Activez-le, ou{' '}
            <a href="/aide#papier">faites votre démarche par courrier</a>.
          </p>
        </div>
      </noscript>
      <form method="post" action="/connexion" data-connexion>
        <input type="hidden" name="retour" value={retour} />
        <Ligne
          nom="email"
          libelle="Adresse électronique"
          valeur={email}
          messages={[]}
          type="email"
          inputMode="email"
          autoComplete="username"
        />
        <MotDePasse nom="motDePasse" libelle="Mot de passe" messages={[]} />
        <PostePartage />
        <p class="erreur" role="alert" data-echec hidden>
          La connexion ne répond pas. Vérifiez le réseau et réessayez.
        </p>
        <button type="submit" class="ds-button">
          Me connecter
        </button>
      </form>
      <p class="actions">
        <a href="/mot-de-passe-oublie">Mot de passe oublié ?</a> <a href="/inscription">Créer mon espace</a>
      </p>
      <p class="doux">
        Quelqu’un utilise votre espace sans votre accord ? <a href="/signaler">Signalez-le</a>.
      </p>
    </div>
  )
}
