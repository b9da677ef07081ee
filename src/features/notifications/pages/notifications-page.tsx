import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { FilVue, NotificationVue } from '../notifications.query.ts'

export type TitreDeDemarche = (slug: string) => string

const ICI = '/espace/notifications'

/** The feed: what waits for an act of the person, then the rest. */
export function NotificationsPage({
  fil,
  titreDe,
  debut,
}: {
  fil: FilVue
  titreDe: TitreDeDemarche
  /** Whether it is the first page. */
  debut: boolean
}) {
  const { aFaire, autres, suite, nonLues } = fil
  return (
    <>
      <h1 tabIndex={-1}>Mes notifications</h1>
      {nonLues > 0 ? (
        <form method="post" action={`${ICI}/lues`} class="actions">
          <span>{nonLuesEnMots(nonLues)}</span>
          <button type="submit" class="ds-button" data-variant="secondary">
            Tout marquer comme lu
          </button>
        </form>
      ) : null}
      {aFaire.length > 0 ? (
        <section class="encadre" data-ton="attention" aria-labelledby="a-faire">
          <h2 id="a-faire">À faire</h2>
          <Liste notifications={aFaire} titreDe={titreDe} />
        </section>
      ) : null}
      {autres.length > 0 ? (
        <section aria-labelledby="nouvelles">
          <h2 id="nouvelles">{debut ? 'Ce qui s’est passé' : 'Plus ancien'}</h2>
          <Liste notifications={autres} titreDe={titreDe} />
        </section>
      ) : null}
      {aFaire.length + autres.length === 0 ? <p>Aucune notification pour l’instant.</p> : null}
      {suite ? (
        <p class="actions">
          <a class="ds-button" data-variant="secondary" href={`${ICI}?apres=${suite}`}>
            Notifications plus anciennes
          </a>
        </p>
      ) : null}
      <p class="doux">
        Nous les gardons un an. <a href="/espace/compte/contact">Choisir ce qui arrive aussi par courriel</a>
      </p>
    </>
  )
}

const nonLuesEnMots = (nombre: number): string =>
  nombre === 1
    ? 'Une notification n’est pas lue.'
    : `${nombre >= 100 ? 'Plus de 99' : nombre} notifications ne sont pas lues.`

/** Notifications as a list; each leads to what it is about. */
export function Liste({
  notifications,
  titreDe,
  marquer = true,
}: {
  notifications: readonly NotificationVue[]
  titreDe: TitreDeDemarche
  /** Whether each may be marked as read here. */
  marquer?: boolean
}) {
  return (
    <ul class="notifications">
      {notifications.map((notification) => (
        <Ligne notification={notification} titreDe={titreDe} marquer={marquer} />
      ))}
    </ul>
  )
}

function Ligne({
  notification,
  titreDe,
  marquer,
}: {
  notification: NotificationVue
  titreDe: TitreDeDemarche
  marquer: boolean
}) {
  const { id, le, phrase, lien, reference, demarche, lue } = notification
  return (
    <li data-lue={lue ? 'oui' : 'non'}>
      <p>
        {lue ? null : (
          <span class="ds-tag" data-color="info">
            Nouveau
          </span>
        )}{' '}
        {lien ? <a href={lien}>{phrase}</a> : phrase}
      </p>
      <p class="doux">
        {longMoment(le)}
        {reference && demarche ? (
          <>
            {' '}
            – {titreDe(demarche)}, <span class="d-un-bloc">{reference}</span>
          </>
        ) : null}
      </p>
      {lue || !marquer ? null : (
        <form method="post" action={`${ICI}/${id}/lue`}>
          <button type="submit" class="lien">
            Marquer comme lu<span class="sr"> : {phrase}</span>
          </button>
        </form>
      )}
    </li>
  )
}
