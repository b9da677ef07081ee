import { Alert } from '../../../ui/alert.tsx'
import { AjoutDeCle, type Facteurs, ListeDeCles } from '../../facteurs/index.ts'

const FAITS: Readonly<Record<string, string>> = {
  cle: 'Votre clé d’accès est enregistrée. À la prochaine connexion, laissez le code vide pour l’utiliser.',
  retire: 'Cette clé d’accès est retirée.',
}

export function CompteAgentPage(props: { ici: string; nom: string; cles: Facteurs['cles']; fait?: string }) {
  const { ici, nom, cles, fait } = props
  const dit = fait ? FAITS[fait] : undefined
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Mon compte</h1>
      {dit ? (
        <Alert ton="succes" role="status">
          <p>{dit}</p>
        </Alert>
      ) : null}
      <p>{nom}</p>
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
