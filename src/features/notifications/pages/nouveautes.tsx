import type { NotificationVue } from '../notifications.query.ts'
import { Liste, type TitreDeDemarche } from './notifications-page.tsx'

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
