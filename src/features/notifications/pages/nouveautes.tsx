import type { NotificationVue } from '../notifications.query.ts'
import { Liste, type TitreDeDemarche } from './notifications-page.tsx'

/** On the first page of the space, before all the rest: what waits for an act of the person. */
export function AFaire({
  notifications,
  titreDe,
}: {
  notifications: readonly NotificationVue[]
  titreDe: TitreDeDemarche
}) {
  if (notifications.length === 0) return null
  return (
    <section class="encadre" data-ton="attention" aria-labelledby="a-faire">
      <h2 id="a-faire">On attend quelque chose de vous</h2>
      <Liste notifications={notifications} titreDe={titreDe} marquer={false} />
    </section>
  )
}

/** On the first page of the space: what was not read, and the way to the rest. */
export function Nouveautes({
  notifications,
  titreDe,
}: {
  notifications: readonly NotificationVue[]
  titreDe: TitreDeDemarche
}) {
  if (notifications.length === 0) return null
  return (
    <section aria-labelledby="nouveautes">
      <h2 id="nouveautes">Nouveautés</h2>
      <Liste notifications={notifications} titreDe={titreDe} />
      <p>
        <a href="/espace/notifications">Toutes mes notifications</a>
      </p>
    </section>
  )
}
