import { Alert } from '../../../ui/alert.tsx'
import { Ligne } from '../../../ui/champs/cadre.tsx'
import type { DeuxiemeEtape } from '../second-step.ts'
import { EchecDeCle } from './cles.tsx'

export interface DeuxiemeEtapePageProps {
  /** Where the answer is sent. */
  action: string
  etape: DeuxiemeEtape
  retour: string
  /** Chosen at the first step; the browser reads it again in this form. */
  postePartage: boolean
  erreur?: string
}

/** What is asked after the right password. All of it stands in the form, which is also shown in a dialog. */
export function DeuxiemeEtapePage({ action, etape, retour, postePartage, erreur }: DeuxiemeEtapePageProps) {
  const aEcrire = etape.application || etape.secours
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Deuxième étape</h1>
      {erreur ? (
        <Alert ton="danger" role="alert" prendLeFocus>
          <p>{erreur}</p>
        </Alert>
      ) : null}
      <form method="post" action={action} data-connexion noValidate>
        <input type="hidden" name="retour" value={retour} />
        <input type="hidden" name="epreuve" value={etape.epreuve} />
        {postePartage ? <input type="hidden" name="postePartage" value="oui" /> : null}
        <p>Votre mot de passe est juste. Confirmez maintenant que c’est bien vous, dans les cinq minutes.</p>
        {etape.options ? (
          <>
            <input type="hidden" name="cle" value="" />
            <EchecDeCle />
            <p>
              <button type="button" class="ds-button" data-cle-connexion={etape.options}>
                Utiliser ma clé d’accès
              </button>
            </p>
          </>
        ) : null}
        {etape.application ? (
          <Ligne
            nom="code"
            libelle={etape.options ? 'Ou le code à six chiffres' : 'Code à six chiffres'}
            aide="Donné par votre application d’authentification."
            valeur=""
            messages={[]}
            inputMode="numeric"
            autoComplete="one-time-code"
            court
          />
        ) : null}
        {etape.secours ? <Secours /> : null}
        <p class="erreur" role="alert" data-echec hidden>
          La connexion ne répond pas. Vérifiez le réseau et réessayez.
        </p>
        {aEcrire ? (
          <button type="submit" class="ds-button" {...(etape.options ? { 'data-variant': 'secondary' } : {})}>
            Valider le code
          </button>
        ) : null}
      </form>
      <p>
        Vous n’avez plus rien de tout cela ? <a href="/aide">Contactez-nous</a>.
      </p>
    </div>
  )
}

function Secours() {
  return (
    <details>
      <summary>J’utilise un code de secours</summary>
      <Ligne
        nom="secours"
        libelle="Code de secours"
        aide="Un des dix codes que vous avez gardés. Chacun ne sert qu’une fois."
        valeur=""
        messages={[]}
        autoComplete="off"
        attributs={{ autocapitalize: 'none', spellcheck: 'false' }}
      />
    </details>
  )
}
