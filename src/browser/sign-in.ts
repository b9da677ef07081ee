import { afterSignIn, signInAddress } from './addresses.ts'
import { remember } from './carrier.ts'
import { askInDialog, sendOnce } from './form-dialog.ts'
import { makeKeys } from './proof.ts'
import { announce, showRegions } from './regions.ts'
import { encodeForm, posted, signedFetch } from './signed-fetch.ts'

interface Opened {
  jeton: string
  versLaPage: string
}

const FORM = 'form[data-connexion]'

/** A second step is signed by the key of the first one: it proves that the same browser goes on. */
let keys: Promise<CryptoKeyPair> | undefined

/** A new key for each session. @returns the session, or the page with what is to do next */
async function signIn(form: HTMLFormElement, submitter: HTMLElement | null): Promise<Opened | string> {
  keys ??= makeKeys()
  const pair = await keys
  const address = form.getAttribute('action') ?? '/connexion'
  const request = posted(encodeForm(form, submitter), { keys: pair, accept: 'text/html, application/json' })
  const response = await signedFetch(address, request)
  if (!response.headers.get('content-type')?.startsWith('application/json')) return response.text()
  const opened = (await response.json()) as Opened
  keys = undefined
  const genre = address.startsWith('/agents') ? 'agent' : 'usager'
  remember({ token: opened.jeton, keys: pair, genre }, new FormData(form).has('postePartage'))
  return opened
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
    sendOnce(form, async () => {
      const result = await signIn(form, event.submitter)
      if (typeof result !== 'string') return visit(afterSignIn(result.versLaPage, location.origin), 'replace')
      if (!showRegions(result)) throw new Error('not a page')
      shown()
      announce()
    })
  })
}

/** The dialog over a page where something was typed. @returns whether a session is open again */
export async function askSignIn(): Promise<boolean> {
  const page = await fetch(signInAddress(new URL(location.href)), { credentials: 'omit' })
  return askInDialog({
    title: 'Reconnectez-vous pour continuer',
    intro: 'Votre session est terminée. Ce que vous avez écrit est toujours là.',
    html: await page.text(),
    selector: FORM,
    send: async (form, submitter) => {
      const result = await signIn(form, submitter)
      return typeof result === 'string' ? result : undefined
    },
  })
}
