import { recall } from './carrier.ts'

interface Policy {
  createHTML(html: string): string
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): Policy
}

// The only place where text becomes HTML: answers of our own origin, rendered by the server with everything escaped.
const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes
const policy: Policy = factory?.createPolicy('espace', { createHTML: (html) => html }) ?? {
  createHTML: (html) => html,
}

/** Reads a page or a fragment of ours. Its scripts never run. */
export const parsePage = (html: string): Document =>
  new DOMParser().parseFromString(policy.createHTML(html), 'text/html')

/**
 * Puts the regions of an answer in the place of the page's own, and its title.
 * @returns false when the answer is not a page of ours: nothing was changed
 */
export function showRegions(html: string): boolean {
  const answer = parsePage(html)
  if (!answer.querySelector('[data-region="contenu"]')) return false
  document.title = answer.title || document.title
  // A public page comes whole, with a header for nobody in particular: the signed-in header stays.
  const whole = answer.querySelector('[data-annonce]') !== null
  for (const region of answer.querySelectorAll<HTMLElement>('[data-region]')) {
    const name = region.dataset.region
    if (name === 'entete' && whole && recall()) continue
    document.querySelector(`[data-region="${name}"]`)?.replaceWith(document.adoptNode(region))
  }
  delete document.body.dataset.coquille
  return true
}

/** Moves the reader to the new page: the errors if there are any, else its heading; says its title aloud. */
export function announce(): void {
  const target =
    document.querySelector<HTMLElement>('[data-erreurs]') ??
    document.querySelector<HTMLElement>('#contenu h1')
  if (target) focusOn(target)
  const live = document.querySelector('[data-annonce]')
  if (live) live.textContent = document.title
}

/** Focuses any element, also one that the keyboard does not stop at. */
export function focusOn(target: HTMLElement): void {
  target.focus({ preventScroll: true })
  if (document.activeElement === target) return
  target.tabIndex = -1
  target.focus({ preventScroll: true })
}

/** Shows or hides one of the messages that every page carries. */
export function toggle(selector: string, shown: boolean): void {
  const element = document.querySelector<HTMLElement>(selector)
  if (element) element.hidden = !shown
}

let usual: string | undefined

/** The message of an exchange that did not come through, and the button that tries again. The page stays as it is. */
export function offerRetry(again: () => void, words?: string): void {
  const box = document.querySelector<HTMLElement>('[data-hors-ligne]')
  const button = box?.querySelector<HTMLButtonElement>('[data-reessayer]')
  const text = box?.querySelector('p')
  if (!box || !button || !text) return
  usual ??= text.textContent ?? ''
  text.textContent = words ?? usual
  box.hidden = false
  button.onclick = () => {
    box.hidden = true
    again()
  }
  button.focus()
}

const SERVER_FAULT =
  'Le service a rencontré une difficulté. Ce que vous avez écrit est toujours là : réessayez dans un instant.'
export const NOT_TAKEN =
  'Ce que vous aviez envoyé avant de changer de page n’a pas été accepté. Réessayez pour voir pourquoi.'

/** What to say over the page when the server could not do what was asked: its own short word, when it has one. */
export async function faultInWords(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/html')) return SERVER_FAULT
  const said = parsePage(await response.text()).querySelector('[data-breve]')?.textContent
  return said?.replace(/\s+/g, ' ').trim() || SERVER_FAULT
}
