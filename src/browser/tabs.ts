import { forget, recall, remember, type Session, sharedDevice } from './carrier.ts'

/** What the tabs of this browser tell one another. Only pages of this origin can send or hear any of it. */
type Message =
  | { espace: 'demande'; genre: Session['genre'] }
  | { espace: 'session'; session: Session; postePartage: boolean }
  | { espace: 'depart'; token: string }
  | { espace: 'fin'; token: string }

const PATIENCE_MS = 400
/** After the request that a closing tab sends: what keeps the session must come second. */
const AFTER_DEPARTURE_MS = 3_000

/** Absent where the browser gives none (some do not when cookies are blocked). */
let channel: BroadcastChannel | undefined
let waiting: (() => void) | undefined

const genreHere = (): Session['genre'] => (location.pathname.startsWith('/agents') ? 'agent' : 'usager')

/** The session of another tab of the same person, for a tab opened on a private address. @returns whether one came */
export function askOtherTabs(): Promise<boolean> {
  const question: Message = { espace: 'demande', genre: genreHere() }
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      waiting = undefined
      resolve(false)
    }, PATIENCE_MS)
    waiting = () => {
      clearTimeout(timer)
      waiting = undefined
      resolve(true)
    }
    const opener = globalThis.opener as Window | null
    opener?.postMessage(question, location.origin)
    channel?.postMessage(question)
  })
}

const tell = (message: Message): void => channel?.postMessage(message)

/** This tab is being left: the others keep the session open. */
export const tellDeparture = (token: string): void => tell({ espace: 'depart', token })
/** The person signed out: the other tabs are wiped too. */
export const tellEnd = (token: string): void => tell({ espace: 'fin', token })

interface TabsOptions {
  /** Sends a sign of life of the session. */
  stay: () => void
  /** Leaves a private page whose session is over. */
  leave: () => void
}

function hear(message: Message, answer: (message: Message) => void, { stay, leave }: TabsOptions): void {
  const session = recall()
  if (message.espace === 'demande' && session?.genre === message.genre)
    answer({ espace: 'session', session, postePartage: sharedDevice() })
  else if (message.espace === 'session' && waiting && message.session.genre === genreHere()) {
    remember(message.session, message.postePartage)
    waiting()
  } else if (message.espace === 'depart' && session?.token === message.token)
    setTimeout(stay, AFTER_DEPARTURE_MS)
  else if (message.espace === 'fin' && session?.token === message.token) {
    forget()
    leave()
  }
}

/** Listens to the other tabs, and to the tab that opened this one. */
export function startTabs(options: TabsOptions): void {
  try {
    channel = new BroadcastChannel('espace')
    channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data, tell, options)
  } catch {
    // No channel in this browser: a new tab signs in.
  }
  addEventListener('message', ({ origin, source, data }: MessageEvent<Message>) => {
    if (origin !== location.origin || typeof data?.espace !== 'string' || !source) return
    hear(data, (message) => (source as Window).postMessage(message, location.origin), options)
  })
}
