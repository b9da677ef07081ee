import { MotDePasse } from './champs/mot-de-passe.tsx'

export const TITRE_IDENTITE = 'Confirmez que c’est vous'

/** The password again; shown over the page that asked for it, or by itself. @param action where it is posted */
export function IdentitePage({ action, erreur }: { action: string; erreur?: string }) {
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>{TITRE_IDENTITE}</h1>
      {erreur ? (
        <div class="encadre" data-ton="danger" role="alert" data-erreurs>
          <p>{erreur}</p>
        </div>
      ) : null}
      <form method="post" action={action} data-preuve noValidate>
        <MotDePasse
          nom="motDePasse"
          libelle="Votre mot de passe"
          aide="Nous le redemandons avant ce qui touche à la sécurité de votre compte."
          messages={[]}
        />
        <p class="erreur" role="alert" data-echec hidden>
          La connexion ne répond pas. Vérifiez le réseau et réessayez.
        </p>
        <button type="submit" class="ds-button">
          Confirmer
        </button>
      </form>
    </div>
  )
}
