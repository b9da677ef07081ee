import { longDay } from '../../../platform/legal-clock/paris.ts'
import type { ConservationVue } from '../conservation.query.ts'

/** Until when a demande that has ended is kept, as whoever filed it reads it. */
export function FinDeConservation({ vue }: { vue: ConservationVue | undefined }) {
  if (!vue?.jusquAu) return null
  const jour = longDay(vue.jusquAu)
  return vue.annoncee ? (
    <div class="encadre" data-ton="attention">
      <p>
        <strong>Cette demande sera effacée après le {jour}.</strong> Copiez avant ce que vous voulez garder :
        la décision, l’accusé de réception, vos documents. Si vous n’avez besoin de rien, vous n’avez rien à
        faire.
      </p>
    </div>
  ) : (
    <p class="doux">
      Nous gardons cette demande jusqu’au {jour}. Nous vous préviendrons trente jours avant de l’effacer.
    </p>
  )
}
