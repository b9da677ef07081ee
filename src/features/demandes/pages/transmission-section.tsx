import { longDate } from '../../../platform/legal-clock/paris.ts'
import type { DemandeVue } from '../demande.query.ts'
import { effetsDeLaTransmission } from '../effets-de-la-transmission.ts'

/** Where the demande went, for whoever filed it (CRPA L114-2). */
export function TransmissionSection({ vue: { transmission, demande } }: { vue: DemandeVue }) {
  if (!transmission) return null
  return (
    <section class="encadre">
      <h2>Transmise à une autre administration : {transmission.autorite}</h2>
      <p>
        Ce n’est pas le Département qui décide pour cette demande. Le {longDate(transmission.transmiseLe)}, il
        l’a transmise avec vos documents à l’administration qui décide. C’est elle qui vous répondra.
      </p>
      <p class="motivation">{`${transmission.autorite}\n${transmission.adresse}`}</p>
      {transmission.contact ? <p>{transmission.contact}</p> : null}
      <h3>Pourquoi ?</h3>
      <p class="motivation">{transmission.motifs}</p>
      <h3>Quand aurez-vous une réponse ?</h3>
      {effetsDeLaTransmission(demande.deposee_le).map((texte) => (
        <p>{texte}</p>
      ))}
    </section>
  )
}
