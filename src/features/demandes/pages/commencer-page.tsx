import type { Demarche } from '../../../formulaire/demarche.ts'
import { Alert } from '../../../ui/alert.tsx'

/** The last page before the form. */
export function CommencerPage(props: {
  demarche: Demarche
  /** The number of the démarche's terms, when the person has not accepted them yet. */
  aAccepter: number | undefined
  /** The terms changed while the page was open: nothing was started. */
  changees: boolean
}) {
  const { demarche, aAccepter, changees } = props
  const conditions = `/services/${demarche.slug}/conditions`
  return (
    <div class="texte">
      {changees ? (
        <Alert ton="attention" role="alert" prendLeFocus>
          <p>
            <a href={conditions}>Les conditions de cette démarche</a> viennent de changer. Relisez-les avant
            de commencer.
          </p>
        </Alert>
      ) : null}
      <h1 tabIndex={-1}>{demarche.titre}</h1>
      <p class="chapeau">
        Comptez {demarche.duree}. Vous pouvez vous arrêter et reprendre plus tard : tout est enregistré.
      </p>
      <p>
        Préparez les documents indiqués sur <a href={`/services/${demarche.slug}`}>la page de la démarche</a>.
      </p>
      {aAccepter === undefined ? (
        <p>
          Vous avez accepté <a href={conditions}>ses conditions</a>.
        </p>
      ) : (
        <p>
          Lisez <a href={conditions}>ses conditions</a> : en commençant, vous les acceptez. Vous préférez le
          papier ? <a href={`/services/${demarche.slug}/formulaire.pdf`}>Imprimez le formulaire (PDF)</a>.
        </p>
      )}
      <form method="post" action={`/espace/demarches/${demarche.slug}/commencer`}>
        {aAccepter === undefined ? null : <input type="hidden" name="conditions" value={aAccepter} />}
        <button type="submit" class="ds-button">
          {aAccepter === undefined ? 'Commencer' : 'Accepter et commencer'}
        </button>
      </form>
    </div>
  )
}
