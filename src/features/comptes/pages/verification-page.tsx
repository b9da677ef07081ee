import { Alert } from '../../../ui/alert.tsx'
import { AjoutDeCle, type Facteurs, ListeDeCles } from '../../facteurs/index.ts'

const FAITS: Readonly<Record<string, string>> = {
  cle: 'Votre clé d’accès est enregistrée. Elle sera demandée à votre prochaine connexion.',
  application: 'Votre application est enregistrée. Son code sera demandé à votre prochaine connexion.',
  retire: 'Ce moyen de vérification est retiré.',
}

export interface VerificationPageProps {
  /** The address of this page, which its forms begin with. */
  ici: string
  facteurs: Facteurs
  /** What was just done. */
  fait?: string
  erreur?: string
}

export function VerificationPage({ ici, facteurs, fait, erreur }: VerificationPageProps) {
  const { cles, application, codesRestants } = facteurs
  const active = cles.length > 0 || application
  const dit = fait ? FAITS[fait] : undefined
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Vérification en deux étapes</h1>
      {dit ? (
        <Alert ton="succes" role="status">
          <p>{dit}</p>
        </Alert>
      ) : null}
      {erreur ? (
        <Alert ton="danger" role="alert" prendLeFocus>
          <p>{erreur}</p>
        </Alert>
      ) : null}
      <p>
        {active
          ? 'Elle est active : après votre mot de passe, nous vous demandons un de ces moyens.'
          : 'C’est facultatif. Après votre mot de passe, nous vous demanderons une deuxième preuve que c’est vous : votre espace reste fermé à qui aurait volé le mot de passe.'}
      </p>
      <section>
        <h2>Clés d’accès</h2>
        <p>Votre doigt, votre visage ou le code de votre appareil, ou une clé de sécurité. Le plus sûr.</p>
        <ListeDeCles cles={cles} retrait={`${ici}/cle/retrait`} />
        <AjoutDeCle cles={cles} action={`${ici}/cle`} />
      </section>
      <Application ici={ici} application={application} />
      {active ? <Codes ici={ici} restants={codesRestants} /> : null}
      <section>
        <h2>Autres appareils</h2>
        <p>Ceux qui sont déjà connectés le restent. En cas de doute, déconnectez-les.</p>
        <form method="post" action="/espace/compte/sessions">
          <button type="submit" class="ds-button" data-variant="secondary">
            Déconnecter tous les autres appareils
          </button>
        </form>
      </section>
      <p class="actions">
        <a href="/espace/compte">Revenir à mon compte</a>
      </p>
    </div>
  )
}

function Application({ ici, application }: { ici: string; application: boolean }) {
  return (
    <section>
      <h2>Application d’authentification</h2>
      <p>Une application de votre téléphone, qui donne un nouveau code toutes les trente secondes.</p>
      {application ? (
        <form method="post" action={`${ici}/application/retrait`}>
          <p>Une application est enregistrée.</p>
          <button type="submit" class="ds-button" data-variant="secondary">
            Retirer l’application
          </button>
        </form>
      ) : (
        <form method="post" action={`${ici}/application`}>
          <button type="submit" class="ds-button" data-variant="secondary">
            Ajouter une application
          </button>
        </form>
      )}
    </section>
  )
}

function Codes({ ici, restants }: { ici: string; restants: number }) {
  return (
    <section>
      <h2>Codes de secours</h2>
      <p>
        {restants === 0
          ? 'Vous n’avez plus de code : demandez-en de nouveaux.'
          : `Il vous reste ${restants} code${restants > 1 ? 's' : ''} pour entrer si vous perdez votre clé ou votre téléphone.`}
      </p>
      <form method="post" action={`${ici}/codes`}>
        <button type="submit" class="ds-button" data-variant="secondary">
          Obtenir dix nouveaux codes
        </button>
      </form>
    </section>
  )
}
