import { afterSignIn, signInAddress } from './addresses.ts'
import { remember } from './carrier.ts'
import { openDialog } from './dialog.ts'
import { makeKeys } from './proof.ts'
import { announce, parsePage, showRegions } from './regions.ts'
import { encodeForm, posted, type SignedRequest, signedFetch } from './signed-fetch.ts'

interface Opened {
  jeton: string
  versLaPage: string
}

const FORM = 'form[data-connexion]'

/** A new key for each session. @returns the session, or the page with what is to mend */
async function signIn(form: HTMLFormElement, submitter: HTMLElement | null): Promise<Opened | Response> {
  const keys = await makeKeys()
  const address = form.getAttribute('action') ?? '/connexion'
  const request = posted(encodeForm(form, submitter), { keys, accept: 'text/html, application/json' })
  const response = await signedFetch(address, request)
  if (response.status !== 200) return response
  const opened = (await response.json()) as Opened
  remember({ token: opened.jeton, keys }, new FormData(form).has('postePartage'))
  return opened
}

/** Sends a sign-in form once at a time, and says when the network does not answer. */
function onSignIn(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  then: (result: Opened | Response) => unknown,
) {
  if (form.ariaBusy === 'true') return
  form.ariaBusy = 'true'
  const failure = form.querySelector<HTMLElement>('[data-echec]')
  if (failure) failure.hidden = true
  signIn(form, submitter)
    .then(then)
    .catch(() => {
      if (failure) failure.hidden = false
    })
    .finally(() => {
      form.ariaBusy = 'false'
    })
}

/** The sign-in pages: on to where the person was going. */
export function startSignIn(
  visit: (address: string, how: 'replace') => Promise<void>,
  shown: () => void,
): void {
  addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (!form.matches(FORM) || form.closest('dialog')) return
    event.preventDefault()
    onSignIn(form, event.submitter, async (result) => {
      if (!(result instanceof Response))
        return visit(afterSignIn(result.versLaPage, location.origin), 'replace')
      if (!showRegions(await result.text())) throw new Error('not a page')
      shown()
      announce()
    })
  })
}

/** The server's own sign-in form, with ids that cannot meet those of the page underneath. */
function formOf(html: string): HTMLElement[] {
  const page = parsePage(html)
  const form = page.querySelector<HTMLElement>(FORM)
  const found = [page.querySelector<HTMLElement>('[data-erreurs]'), form].filter(
    (element) => element !== null,
  )
  for (const element of found) {
    for (const name of ['id', 'for', 'aria-describedby']) {
      for (const one of element.querySelectorAll(`[${name}]`)) {
        one.setAttribute(name, (one.getAttribute(name) ?? '').replace(/\S+/g, 'reprise-$&'))
      }
    }
  }
  return form ? found.map((element) => document.adoptNode(element)) : []
}

/** The dialog over a page where something was typed. @returns whether a session is open again */
async function ask(): Promise<boolean> {
  const page = await fetch(signInAddress(new URL(location.href)), { credentials: 'omit' })
  const content = formOf(await page.text())
  if (content.length === 0) return false
  const text = document.createElement('p')
  text.textContent = 'Votre session est terminée. Ce que vous avez écrit est toujours là.'
  return new Promise((resolve) => {
    const box = document.createElement('div')
    box.append(...content)
    const close = openDialog('Reconnectez-vous pour continuer', [text, box], 'Annuler', () => resolve(false))
    box.addEventListener('submit', (event) => {
      event.preventDefault()
      onSignIn(event.target as HTMLFormElement, event.submitter, async (result) => {
        if (!(result instanceof Response)) {
          close()
          return resolve(true)
        }
        const again = formOf(await result.text())
        if (again.length === 0) throw new Error('not a sign-in page')
        box.replaceChildren(...again)
        box.querySelector<HTMLElement>('[data-erreurs]')?.focus()
      })
    })
  })
}

let asking: Promise<boolean> | undefined

/** Sends a signed request; when the session is over the person signs in over the page and the request goes on. */
export async function fetchAsking(address: string, request: SignedRequest = {}): Promise<Response> {
  const response = await signedFetch(address, request)
  if (response.status !== 401) return response
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return (await asking) ? signedFetch(address, request) : response
}
