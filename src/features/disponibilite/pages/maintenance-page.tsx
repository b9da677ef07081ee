import { longDay, longMoment, parisDay } from '../../../platform/legal-clock/paris.ts'
import { prolongedDeadline } from '../../../platform/legal-clock/prolongation.ts'
import type { Maintenance } from '../fermeture.ts'
import { VoiePapier, type VoiePapierProps } from './voie-papier.tsx'

/**
 * What is answered (503) in the place of what a maintenance closes: why, until when, what to do meanwhile.
 * @param props.quoi « Les services en ligne », or the name of the démarche
 */
export function MaintenancePage(props: { quoi: string; maintenance: Maintenance; papier: VoiePapierProps }) {
  const { quoi, maintenance, papier } = props
  const fin = longMoment(maintenance.fin)
  const jours = [maintenance.debut, new Date(maintenance.fin.getTime() - 1)].map(parisDay)
  const prolonge = jours
    .map((jour) => prolongedDeadline(jour, maintenance))
    .find((jour) => jour !== undefined)
  return (
    <div class="texte">
      <h1 tabIndex={-1}>{quoi} : maintenance en cours</h1>
      <p class="chapeau">{maintenance.motif}</p>
      <p>
        <strong>Fin prévue : {fin}.</strong> Vos brouillons enregistrés et vos demandes envoyées sont bien
        gardés : vous les retrouverez tels quels.
      </p>
      {/* What the navigator says over a page that is being filled in. */}
      <p data-breve hidden>
        Maintenance en cours, fin prévue : {fin}. Ce que vous avez écrit est toujours dans cette page :
        gardez-la ouverte, elle sera enregistrée quand vous réessaierez.
      </p>
      <h2>Reportez ou faites votre démarche par courrier</h2>
      <p>
        Vous pouvez revenir après la maintenance, ou envoyer votre demande par la poste : elle vaut la même
        chose. À la date limite, le cachet de la poste fait foi.
      </p>
      <VoiePapier {...papier} />
      <h2>Et les délais ?</h2>
      <p>
        {prolonge
          ? `Si la maintenance touche le dernier jour de votre démarche ou de votre complément, ce délai est prolongé jusqu’au ${longDay(prolonge)}, 23 h 59. Vous n’avez rien à demander.`
          : 'Elle est courte : aucun délai ne change, vous pourrez encore agir le jour même.'}{' '}
        Après la maintenance, vous pourrez télécharger une attestation à la page{' '}
        <a href="/disponibilite">Disponibilité du service</a>.
      </p>
    </div>
  )
}
