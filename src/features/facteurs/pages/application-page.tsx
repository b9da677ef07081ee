import { Alert } from '../../../ui/alert.tsx'
import { Ligne } from '../../../ui/champs/cadre.tsx'
import type { ApplicationEnCours } from '../add-application.ts'
import { byFours } from '../facteur.ts'
import { QrCode } from './qr-code.tsx'

/** The secret of an application, by QR code, by link or by hand, and the code that proves it was taken in. */
export function ApplicationPage(props: {
  enCours: ApplicationEnCours
  action: string
  retour: string
  erreur?: string
}) {
  const { enCours, erreur } = props
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Ajouter une application d’authentification</h1>
      {erreur ? (
        <Alert ton="danger" role="alert" prendLeFocus>
          <p>{erreur}</p>
        </Alert>
      ) : null}
      <ol>
        <li>Ouvrez une application d’authentification : FreeOTP, Aegis, celle de votre téléphone…</li>
        <li>
          Scannez ce dessin, ou <a href={enCours.uri}>ouvrez l’application depuis cet appareil</a>, ou
          recopiez le secret.
        </li>
        <li>Écrivez ci-dessous le code qu’elle donne, dans les cinq minutes.</li>
      </ol>
      <QrCode texte={enCours.uri} libelle="Le secret, à scanner par l’application" />
      <p>
        Secret à recopier :{' '}
        {byFours(enCours.secret).map((quatre) => (
          <>
            <strong class="reference">{quatre}</strong>{' '}
          </>
        ))}
      </p>
      <form method="post" action={props.action} noValidate>
        <input type="hidden" name="epreuve" value={enCours.epreuve} />
        <Ligne
          nom="code"
          libelle="Code à six chiffres"
          valeur=""
          messages={[]}
          inputMode="numeric"
          autoComplete="one-time-code"
          court
        />
        <p class="actions">
          <button type="submit" class="ds-button">
            Enregistrer l’application
          </button>{' '}
          <a href={props.retour}>Ne rien ajouter</a>
        </p>
      </form>
    </div>
  )
}
