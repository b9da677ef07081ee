import { Ligne } from '../../../ui/champs/cadre.tsx'
import { PostePartage } from './poste-partage.tsx'

export interface ConnexionPageProps {
  email: string
  retour: string
  erreur?: string
  /** After another password was chosen. */
  nouveau?: boolean
}

export function ConnexionPage({ email, retour, erreur, nouveau }: ConnexionPageProps) {
  return (
    <div class="formulaire">
      <h1>Se connecter</h1>
      {nouveau ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>Votre nouveau mot de passe est enregistré. Connectez-vous avec lui.</p>
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
        <Ligne
          nom="motDePasse"
          libelle="Mot de passe"
          valeur=""
          messages={[]}
          type="password"
          autoComplete="current-password"
        />
        <PostePartage />
        <p class="erreur" role="alert" data-echec hidden>
          La connexion ne répond pas. Vérifiez le réseau et réessayez.
        </p>
        <button type="submit" class="ds-button">
          Me connecter
        </button>
      </form>
      <p class="actions">
        <a href="/mot-de-passe-oublie">Mot de passe oublié ?</a> <a href="/inscription">Créer mon espace</a>
      </p>
    </div>
  )
}
