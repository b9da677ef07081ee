import { isPrivate, readsCookie, signInAddress } from './addresses.ts'
import { flushAutosave, settleAutosave } from './autosave.ts'
import { forget, keepScroll, keptScroll, pushAddress, recall, replaceAddress } from './carrier.ts'
import { fetchAsking } from './fetch-asking.ts'
import { announce, faultInWords, focusOn, NOT_TAKEN, offerRetry, showRegions, toggle } from './regions.ts'
import { encodeForm, FORM, posted, signedFetch } from './signed-fetch.ts'
import { askPassword, wantsPassword } from './step-up.ts'
import { tellEnd } from './tabs.ts'

const PROGRESS_AFTER_MS = 300

export type How = 'push' | 'replace' | 'history'

/** Called after each change of page, for what enhances its content. */
let onShown: () => void = () => {}
/** The form that is on its way: a second click on a page does not send a second one. */
let sending: HTMLFormElement | undefined
let typed = false
let current = new AbortController()

/** The last click wins: the answer to an earlier one would come over it. @returns aborted when a later click comes */
function takeTurn(): AbortController {
  current.abort()
  current = new AbortController()
  return current
}

/** Whether the page holds answers that were typed since it was shown. */
export const hasTyped = (): boolean => typed

/** At once: another page is not a move within this one. */
const jumpTo = (top: number): void => scrollTo({ top, behavior: 'instant' })
/** The answer that a link leads to, not only its page; what it is folded in opens. */
function goTo(id: string): void {
  const target = document.getElementById(id)
  if (!target) return
  for (let e: HTMLElement | null = target; e; e = e.parentElement)
    if (e instanceof HTMLDetailsElement) e.open = true
  target.scrollIntoView()
  focusOn(target)
}
const here = (): URL => new URL(location.href)

/** Shows that something is under way, when it lasts. */
async function withProgress<T>(work: () => Promise<T>): Promise<T> {
  toggle('[data-hors-ligne]', false)
  const timer = setTimeout(() => toggle('[data-progression]', true), PROGRESS_AFTER_MS)
  try {
    return await work()
  } finally {
    clearTimeout(timer)
    toggle('[data-progression]', false)
  }
}

/**
 * Shows an address of this site. A public one is fetched too, unsigned: a whole new page would forget the session.
 * @param how a step forward, the same step, or one found again in the history
 */
export async function visit(address: string, how: How = 'push'): Promise<void> {
  const url = new URL(address, location.href)
  // Paying happens elsewhere: the server looked at the host before it said so.
  if (url.origin !== location.origin) return location.assign(url)
  const mine = takeTurn()
  await flushAutosave()
  try {
    await withProgress(async () => {
      let response = await fetchPage(url, mine.signal)
      if (wantsPassword(response)) {
        if (!(await askPassword())) return
        response = await fetchPage(url, mine.signal)
      }
      if (response.status === 401) return location.replace(signInAddress(url))
      const next = response.headers.get('espace-location')
      if (next) return visit(next, how)
      // What is typed here may not be saved: the page stays until the server can take it.
      if (response.status >= 500 && typed)
        return offerRetry(() => void visit(address, how), await faultInWords(response))
      if (!response.headers.get('content-type')?.startsWith('text/html')) return location.assign(url)
      const html = await response.text()
      if (mine.signal.aborted) return
      if (how === 'push') {
        keepScroll()
        pushAddress(url.href)
      } else if (how === 'replace') replaceAddress(url.href)
      if (!show(html)) throw new TypeError('not a page of ours')
      if (how === 'history' || url.hash === '') jumpTo(how === 'history' ? keptScroll() : 0)
      else goTo(url.hash.slice(1))
    })
  } catch (error) {
    if (mine.signal.aborted) return
    if (!(error instanceof TypeError)) throw error
    offerRetry(() => void visit(address, how))
  }
}

const fetchPage = (url: URL, signal: AbortSignal): Promise<Response> =>
  isPrivate(url, location.origin)
    ? signedFetch(url.pathname + url.search, { signal })
    : fetch(url, { credentials: readsCookie(url, location.origin) ? 'same-origin' : 'omit', signal })

function show(html: string): boolean {
  if (!showRegions(html)) return false
  typed = false
  onShown()
  announce()
  return true
}

/** Signed out: this tab and the others forget the session. */
function endHere(): void {
  const token = recall()?.token
  forget()
  if (token) tellEnd(token)
}

/**
 * Sends a form; the answer is a place to go, or the page again with what is to mend. The page stays if neither comes.
 * Whoever followed a link meanwhile stays where it led: the form is received all the same.
 */
async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (sending?.isConnected) return
  sending = form
  const mine = takeTurn()
  const again = (): void => void send(form, submitter)
  try {
    await withProgress(async () => {
      await settleAutosave()
      const address =
        submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.pathname
      const leaving = address === '/deconnexion'
      const body = encodeForm(form, submitter)
      // Nobody is asked to sign in again in order to leave: a session that is over is left all the same.
      const response = await sendTo(address, body, leaving)
      if (response.status === 401 && !leaving) return
      const over = leaving || response.headers.get('espace-session') === 'fin'
      if (response.status >= 500) return offerRetry(again, await faultInWords(response))
      const next = response.redirected ? response.url : response.headers.get('espace-location')
      if (over) {
        endHere()
        location.replace(next ?? '/')
      } else if (mine.signal.aborted) {
        if (!response.ok) offerRetry(again, NOT_TAKEN)
      } else if (next) {
        await visit(next)
      } else if (show(await response.clone().text())) {
        jumpTo(0)
      } else offerRetry(again, await faultInWords(response))
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    offerRetry(again)
  } finally {
    if (sending === form) sending = undefined
  }
}

function sendTo(address: string, body: Uint8Array<ArrayBuffer>, leaving: boolean): Promise<Response> {
  const url = new URL(address, location.href)
  if (readsCookie(url, location.origin))
    return fetch(url, { method: 'POST', body, headers: { 'content-type': FORM }, credentials: 'same-origin' })
  return leaving ? signedFetch(address, posted(body)) : fetchAsking(address, posted(body))
}

const plainClick = (event: MouseEvent): boolean =>
  !event.defaultPrevented &&
  event.button === 0 &&
  !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)

function onClick(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.('a')
  if (!link || !plainClick(event) || link.target || link.hasAttribute('data-telecharge')) return
  const url = new URL(link.href, location.href)
  const within = url.pathname === location.pathname && url.search === location.search && url.hash !== ''
  if (url.origin !== location.origin || !recall()) return
  event.preventDefault()
  // Left to the browser, a move within the page is a step without the session, that asks for the page again: what was
  // typed and what is to mend would be gone.
  if (within) goTo(url.hash.slice(1))
  else void visit(url.href)
}

function onSubmit(event: SubmitEvent): void {
  if (event.defaultPrevented) return
  const form = event.target as HTMLFormElement
  const url = new URL(form.getAttribute('action') ?? location.href, location.href)
  if (form.hasAttribute('data-connexion')) return
  const ours = isPrivate(url, location.origin) || url.pathname === '/deconnexion'
  // Signed in, a whole new page would forget the session.
  const kept = recall() && url.origin === location.origin
  if (!ours && !(kept && (form.method === 'get' || readsCookie(url, location.origin)))) return
  event.preventDefault()
  if (form.method === 'get') {
    url.search = new TextDecoder().decode(encodeForm(form, event.submitter))
    void visit(url.href)
  } else void send(form, event.submitter)
}

/** Takes over links, forms and the history of the private pages. */
export function startNavigator(shown: () => void): void {
  onShown = shown
  history.scrollRestoration = 'manual'
  addEventListener('click', onClick)
  addEventListener('submit', onSubmit)
  addEventListener('input', () => {
    typed = true
  })
  addEventListener('popstate', () => {
    if (recall() || isPrivate(here(), location.origin)) void visit(location.href, 'history')
    else location.reload()
  })
}
