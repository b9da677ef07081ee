import { recall } from './carrier.ts'
import { makeProof } from './proof.ts'
import { currentNonce, listenToNonces, noteNonce, signedFetch } from './signed-fetch.ts'
import { tellDeparture } from './tabs.ts'

const ADDRESS = '/session/depart'
/** A nonce counts for a minute or two: a page that is read longer asks for another one. */
const RENEW_MS = 50_000
/** The page that comes back must be heard after the farewell of the one it replaces. */
const CONFIRM_MS = 10_000

/** The farewell, signed beforehand: while a page is being left nothing can be computed any more. */
let farewell: { token: string; nonce: string; proof: string } | undefined

async function prepare(): Promise<void> {
  const session = recall()
  const nonce = currentNonce()
  if (!session || !nonce || (farewell?.token === session.token && farewell.nonce === nonce)) return
  const url = new URL(ADDRESS, location.origin)
  const { token, keys } = session
  const proof = await makeProof({ keys, method: 'POST', url, nonce, token, body: new Uint8Array() })
  farewell = { token, nonce, proof }
}

/** One sign of life of the session, which also takes back a farewell. */
export function stay(): void {
  if (!recall()) return
  signedFetch('/session/presence').catch(() => undefined)
}

/**
 * Leaving the site ends the session soon: the server is told, and ends it unless a page of it comes back within a
 * minute and a half. Best effort; what surely ends a session is the time without use.
 */
export function startDeparture(): void {
  listenToNonces(() => {
    prepare().catch(() => undefined)
  })
  setInterval(() => {
    if (!recall() || document.visibilityState !== 'visible') return
    fetch('/session/nonce', { credentials: 'omit', cache: 'no-store' })
      .then(noteNonce)
      .catch(() => undefined)
  }, RENEW_MS)
  addEventListener('pagehide', () => {
    const session = recall()
    if (!session || farewell?.token !== session.token) return
    tellDeparture(session.token)
    fetch(ADDRESS, {
      method: 'POST',
      keepalive: true,
      credentials: 'omit',
      headers: { authorization: `DPoP ${session.token}`, dpop: farewell.proof },
    }).catch(() => undefined)
    farewell = undefined
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) stay()
    setTimeout(stay, CONFIRM_MS)
  })
}
