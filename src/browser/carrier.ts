/** What signs the requests: an opaque token, and a key pair whose private half cannot leave the browser. */
export interface Session {
  token: string
  keys: CryptoKeyPair
  genre: 'usager' | 'agent'
}

interface State {
  session?: Session
  scroll?: number
}

/**
 * Memory first; `history.state` survives a reload and coming back. No web storage: it is gone where cookies are.
 * A new tab has neither: the session of another tab enters here too, by `remember` (tabs.ts).
 */
let memory: Session | undefined
/** « Poste partagé »: nothing is left in the history of the browser. */
let memoryOnly = false

const state = (): State => (history.state as State | null) ?? {}

/** Every write of `history.state` passes here. A browser that refuses to clone the key keeps the session in memory. */
function write(how: 'pushState' | 'replaceState', scroll: number, url?: string): void {
  const bare: State = scroll > 0 ? { scroll } : {}
  try {
    history[how](memory && !memoryOnly ? { ...bare, session: memory } : bare, '', url)
  } catch {
    history[how](bare, '', url)
  }
}

export function remember(session: Session, postePartage: boolean): void {
  memory = session
  memoryOnly = postePartage
  write('replaceState', keptScroll())
}

export function recall(): Session | undefined {
  memory ??= state().session
  return memory
}

export const sharedDevice = (): boolean => memoryOnly

/** Minutes without action after which the server ends the session. */
export const idleMinutes = (): number => (memoryOnly ? 10 : 30)

/** Wipes memory and state. */
export function forget(): void {
  memory = undefined
  write('replaceState', 0)
}

export const pushAddress = (url: string): void => write('pushState', 0, url)
export const replaceAddress = (url: string): void => write('replaceState', 0, url)

/** Notes where the page is scrolled to. An entry from before a new sign-in receives the session of today with it. */
export const keepScroll = (): void => write('replaceState', scrollY)
export const keptScroll = (): number => state().scroll ?? 0
