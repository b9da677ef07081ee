import { Ligne } from '../../../ui/champs/cadre.tsx'
import { MotDePasse } from '../../../ui/champs/mot-de-passe.tsx'

export function ConnexionAgentPage({
  email,
  retour,
  erreur,
}: {
  email: string
  retour: string
  erreur?: string
}) {
  return (
    <div class="formulaire">
      <h1>Connexion des agents</h1>
      {erreur ? (
        <div class="encadre" data-ton="danger" role="alert" data-erreurs>
          <p>{erreur}</p>
        </div>
      ) : null}
      <form method="post" action="/agents/connexion" data-connexion>
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
        <Ligne
          nom="code"
          libelle="Code à six chiffres"
          aide="Donné par votre application d’authentification. Laissez vide pour utiliser votre clé d’accès."
          valeur=""
          messages={[]}
          inputMode="numeric"
          autoComplete="one-time-code"
          court
        />
        <p class="erreur" role="alert" data-echec hidden>
          La connexion ne répond pas. Vérifiez le réseau et réessayez.
        </p>
        <button type="submit" class="ds-button">
          Me connecter
        </button>
      </form>
    </div>
  )
}
