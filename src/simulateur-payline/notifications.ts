import type { Session } from './livre.ts'
import { findSession } from './moteur.ts'
import type { Pannes } from './pannes.ts'
import type { Registre } from './registre.ts'

const MINUTE = 60_000
const INSISTENCE_MS = 120 * MINUTE
const PATIENCE_MS = 5_000
const AT_ONCE = 20

export interface Notifications {
  /** The buyer opened the page: with the fault of disorder, tells it before anything is paid. */
  planEarly(session: Session): void
  /** Sends what is due now; slow payments that have ended and expiries are written down first. */
  tick(): Promise<void>
}

interface Envoi {
  jeton: string
  dueLe: number
  /** The real notification is retried and stops once fetched; a copy made by a fault is sent once, whatever happened. */
  copie: boolean
  jusqua: number
}

/**
 * The notifications by GET: a first one soon after the result, then every minute for two hours while it fails, and
 * none once the final result was fetched.
 */
export function createNotifications(registre: Registre, pannes: Pannes, firstAfterMs: number): Notifications {
  let waiting: Envoi[] = []
  let ticking: Promise<void> | undefined
  const now = (): number => registre.clock.now().getTime()

  const plan = (session: Session): void => {
    if (!session.notification || pannes.strike('notifications_perdues')) return
    const spread = pannes.strike('notifications_desordonnees') ? 30_000 : 0
    const dueLe = now() + firstAfterMs + Math.floor(pannes.random() * spread)
    const { jeton } = session
    waiting.push({ jeton, dueLe, copie: false, jusqua: dueLe + INSISTENCE_MS })
    const copies = pannes.strike('notifications_doublees') ? 1 + Math.floor(pannes.random() * 5) : 0
    for (let one = 0; one < copies; one += 1)
      waiting.push({
        jeton,
        dueLe: dueLe + Math.floor(pannes.random() * (spread || 2_000)),
        copie: true,
        jusqua: dueLe,
      })
  }

  const send = async (envoi: Envoi): Promise<void> => {
    const session = registre.livre.sessions.get(envoi.jeton)
    if (!session?.notification || (!envoi.copie && (session.lue || session.notifiee))) return
    const heard = await tell(session.notification, envoi.jeton)
    if (envoi.copie) return
    if (heard) registre.note({ quoi: 'notifiee', jeton: envoi.jeton })
    else if (now() + MINUTE <= envoi.jusqua) waiting.push({ ...envoi, dueLe: now() + MINUTE })
  }

  const sendDue = async (): Promise<void> => {
    for (const session of registre.livre.sessions.values()) findSession(registre, session.jeton)
    const moment = now()
    const due = waiting.filter((one) => one.dueLe <= moment)
    waiting = waiting.filter((one) => one.dueLe > moment)
    for (let at = 0; at < due.length; at += AT_ONCE) await Promise.all(due.slice(at, at + AT_ONCE).map(send))
  }

  for (const session of registre.livre.sessions.values())
    if (
      session.fin?.transactionId &&
      !session.lue &&
      !session.notifiee &&
      now() - session.fin.le < INSISTENCE_MS
    )
      plan(session)

  registre.listen((event) => {
    const told = event.quoi === 'finie' && (event.transactionId || event.code === '02319')
    const jeton =
      event.quoi === 'decidee' ? registre.livre.transactions.get(event.transactionId)?.jeton : undefined
    const session = registre.livre.sessions.get(jeton ?? (told ? event.jeton : ''))
    if (session) plan(session)
  })
  return {
    planEarly: (session) => {
      if (session.notification && pannes.strike('notifications_desordonnees'))
        waiting.push({ jeton: session.jeton, dueLe: now(), copie: true, jusqua: now() })
    },
    tick: () => {
      ticking ??= sendDue().finally(() => {
        ticking = undefined
      })
      return ticking
    },
  }
}

async function tell(address: string, jeton: string): Promise<boolean> {
  const url = new URL(address)
  url.searchParams.set('notificationType', 'WEBTRS')
  url.searchParams.set('token', jeton)
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
