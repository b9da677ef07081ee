import type { Statut } from '../../demandes/index.ts'
import { isAllowed } from '../../demandes/index.ts'
import { momentCourt } from '../jours.ts'
import type { TransmissionFaite } from '../transmission.query.ts'

interface TransmissionSectionProps {
  reference: string
  statut: Statut
  transmission: TransmissionFaite | undefined
}

/** Where the demande went, and what to send there; or the way to send it. */
export function TransmissionSection({ reference, statut, transmission }: TransmissionSectionProps) {
  const ici = `/agents/demandes/${reference}/transmission`
  if (!transmission)
    return isAllowed('transmettre', statut, 'agent') ? (
      <p>
        Le Département n’est pas compétent ? <a href={ici}>Transmettre à une autre autorité</a>
      </p>
    ) : null
  return (
    <section aria-labelledby="transmission">
      <h2 id="transmission">Transmise à {transmission.autorite}</h2>
      <div class="encadre">
        <p>
          Le {momentCourt(transmission.transmiseLe)}, par {transmission.par}.
        </p>
        <p class="motivation">{`${transmission.autorite}\n${transmission.adresse}`}</p>
        {transmission.contact ? <p>{transmission.contact}</p> : null}
        <p class="motivation">{transmission.motifs}</p>
        <p>
          À envoyer à cette autorité :{' '}
          <a href={`${ici}/bordereau.pdf`} data-telecharge="">
            le bordereau (PDF)
          </a>{' '}
          et{' '}
          <a href={`${ici}/dossier.zip`} data-telecharge="">
            le dossier complet (ZIP)
          </a>
          .
        </p>
      </div>
    </section>
  )
}
