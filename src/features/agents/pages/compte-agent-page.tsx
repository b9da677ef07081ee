import { Alert } from '../../../ui/alert.tsx'
import { ChangerDeMotDePasse, type ErreursDeMotDePasse } from '../../../ui/changer-de-mot-de-passe.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { AjoutDeCle, type Facteurs, ListeDeCles } from '../../facteurs/index.ts'

const FAITS: Readonly<Record<string, string>> = {
  cle: 'Votre clé d’accès est enregistrée. À la prochaine connexion, laissez le code vide pour l’utiliser.',
  retire: 'Cette clé d’accès est retirée.',
  'mot-de-passe': 'Votre mot de passe est changé. Vos autres appareils ont été déconnectés.',
}
const PROVISOIRE =
  'Votre mot de passe est provisoire : il cessera bientôt de fonctionner. Choisissez le vôtre maintenant.'

export interface CompteAgentPageProps {
  /** Address of the page, under which its forms are sent. */
  ici: string
  nom: string
  email: string
  cles: Facteurs['cles']
  erreurs: ErreursDeMotDePasse
  /** What was just done. */
  fait?: string
}

export function CompteAgentPage({ ici, nom, email, cles, erreurs, fait }: CompteAgentPageProps) {
  const listees = Object.entries(erreurs).map(([champ, message]) => ({ nom: champ, message }))
  const dit = fait ? FAITS[fait] : undefined
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Mon compte</h1>
      {dit ? (
        <Alert ton="succes" role="status">
          <p>{dit}</p>
        </Alert>
      ) : null}
      {fait === 'provisoire' ? (
        <Alert ton="attention" role="status">
          <p>{PROVISOIRE}</p>
        </Alert>
      ) : null}
      <ErrorSummary erreurs={listees} />
      <p>
        {nom}
        <br />
        {email}
      </p>
      <ChangerDeMotDePasse action={`${ici}/mot-de-passe`} erreurs={erreurs} email={email} />
      <section>
        <h2>Clés d’accès</h2>
        <p>
          Une clé remplace le code de votre application, qui reste valable. Votre doigt, votre visage, le code
          de votre appareil, ou une clé de sécurité.
        </p>
        <ListeDeCles cles={cles} retrait={`${ici}/cle/retrait`} />
        <AjoutDeCle cles={cles} action={`${ici}/cle`} />
      </section>
    </div>
  )
}
