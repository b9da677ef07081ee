import { faultInWords, parsePage } from './regions.ts'
import { encodeForm, posted, signedFetch } from './signed-fetch.ts'

const AFTER_MS = 3_000
const RETRY_MS = 9_000
/** A maintenance, or a base that is gone: what was typed is saved by itself when the service is back. */
const CLOSED_MS = 30_000

let timer: ReturnType<typeof setTimeout> | undefined
/** The form with changes that are not saved yet. */
let waiting: HTMLFormElement | undefined
let saving: Promise<void> = Promise.resolve()

function say(form: HTMLFormElement, text: string): void {
  const state = form.querySelector('[data-autosave-etat]')
  if (state) state.textContent = text
}

async function save(form: HTMLFormElement): Promise<void> {
  const address = form.dataset.autosave
  if (!address || !form.isConnected) return
  try {
    const response = await signedFetch(address, posted(encodeForm(form), { accept: 'application/json' }))
    if (response.ok) {
      const { enregistreA, revision } = (await response.json()) as { enregistreA: string; revision?: number }
      const hidden = form.querySelector<HTMLInputElement>('input[name="revision"]')
      if (hidden && revision !== undefined) hidden.value = String(revision)
      say(form, `Enregistré à ${enregistreA}`)
      await refreshCalculs(form)
    } else if (response.status === 409) say(form, 'Ce brouillon a été modifié dans un autre onglet.')
    else if (response.status === 503) {
      say(form, await faultInWords(response))
      schedule(form, CLOSED_MS)
    } else {
      waiting ??= form
      say(form, 'Pas encore enregistré : cela se fera quand vous continuerez.')
    }
  } catch {
    say(form, 'Pas encore enregistré : la connexion ne répond pas. Nous réessayons.')
    schedule(form, RETRY_MS)
  }
}

/** The results that the page shows follow the answers that are now saved. */
async function refreshCalculs(form: HTMLFormElement): Promise<void> {
  if (!form.querySelector('[data-calcul]')) return
  const response = await signedFetch(form.getAttribute('action') ?? '')
  if (!response.ok) return
  const page = parsePage(await response.text())
  for (const shown of form.querySelectorAll<HTMLElement>('[data-calcul]')) {
    const fresh = page.querySelector(`[data-calcul="${shown.dataset.calcul}"]`)
    if (fresh && fresh.textContent !== shown.textContent) shown.replaceChildren(...fresh.childNodes)
  }
}

function schedule(form: HTMLFormElement, after: number): void {
  clearTimeout(timer)
  waiting = form
  timer = setTimeout(flushAutosave, after)
}

/** Saves at once what waits to be saved, after what is being saved: before the page is left. */
export function flushAutosave(): Promise<void> {
  clearTimeout(timer)
  const form = waiting
  waiting = undefined
  if (form) saving = saving.then(() => save(form))
  return saving
}

/** Gives up what waits (the form itself is about to be sent) and waits for what is being saved: it has the revision. */
export function settleAutosave(): Promise<void> {
  clearTimeout(timer)
  waiting = undefined
  return saving
}

/** Saves a form three seconds after the last key, and says so. */
export function startAutosave(): void {
  addEventListener('input', (event) => {
    const form = (event.target as Element | null)?.closest<HTMLFormElement>('form[data-autosave]')
    if (form) schedule(form, AFTER_MS)
  })
  // A phone that is put away may not come back to this page.
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushAutosave()
  })
}
