import { flushAutosave } from './autosave.ts'
import { fetchAsking } from './fetch-asking.ts'
import { faultInWords } from './regions.ts'
import { posted } from './signed-fetch.ts'

const TRIES = 8
const WAIT_MS = 1_500

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const json = { accept: 'application/json' }

/** Repeats over a broken line, asking first where the server is. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 1 || !(error instanceof TypeError)) throw error
      await pause(WAIT_MS)
    }
  }
}

type Visit = (address: string, how: 'replace') => Promise<void>

class Refused extends Error {}

async function errorOf(response: Response): Promise<Refused> {
  if (response.status === 503) return new Refused(await faultInWords(response))
  const { erreur } = (await response.json().catch(() => ({}))) as { erreur?: string }
  return new Refused(erreur ?? 'L’envoi n’a pas abouti. Réessayez dans un instant.')
}

/** Sends one file in chunks. @returns where to go next */
async function upload(
  address: string,
  retour: string,
  file: File,
  progress: (part: number) => void,
): Promise<string> {
  const fields = new URLSearchParams({ nom: file.name, taille: String(file.size), type: file.type })
  const opened = await patiently(() =>
    fetchAsking(address, posted(new TextEncoder().encode(fields.toString()), json)),
  )
  if (opened.status !== 201) throw await errorOf(opened)
  // Each chunk has its proof; their size is the server's choice.
  const { id, morceau, ...start } = (await opened.json()) as { id: string; recu: number; morceau: number }
  let { recu } = start
  while (recu < file.size) {
    const chunk = new Uint8Array(await file.slice(recu, recu + morceau).arrayBuffer())
    const from = recu
    recu = await patiently(async () => {
      const sent = await fetchAsking(`${address}/${id}?debut=${from}`, {
        method: 'PUT',
        body: chunk,
        type: 'application/octet-stream',
        ...json,
      })
      if (sent.status !== 200 && sent.status !== 409) throw await errorOf(sent)
      return ((await sent.json()) as { recu: number }).recu
    })
    progress(recu / file.size)
  }
  const done = await patiently(() =>
    fetchAsking(`${address}/${id}/fin?retour=${encodeURIComponent(retour)}`, posted(new Uint8Array(), json)),
  )
  const next = done.headers.get('espace-location')
  if (!next) throw await errorOf(done)
  return next
}

/** What is typed in forms that nothing saves meanwhile, by the id of its field. */
const unsaved = (): [id: string, text: string][] =>
  [...document.querySelectorAll<HTMLTextAreaElement>('form:not([data-autosave]) textarea')]
    .filter(({ id, value }) => id !== '' && value !== '')
    .map(({ id, value }) => [id, value])

/** Shows the page with its new document. Whoever went on to another page meanwhile is not called back. */
async function showAgain(address: string, zone: HTMLElement, visit: Visit): Promise<void> {
  if (!zone.isConnected && location.pathname !== new URL(address, location.href).pathname) return
  const texts = unsaved()
  await visit(address, 'replace')
  for (const [id, text] of texts) {
    const field = document.getElementById(id)
    if (!(field instanceof HTMLTextAreaElement) || field.value !== '') continue
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

function start(zone: HTMLElement, visit: Visit): void {
  const input = zone.querySelector<HTMLInputElement>('input[type=file]')
  const bar = zone.querySelector('progress')
  const message = zone.querySelector<HTMLElement>('[data-message]')
  const { adresse = '', retour = '/espace' } = zone.dataset
  input?.addEventListener('change', () => {
    const file = input.files?.[0]
    if (!file || !bar || !message) return
    message.hidden = true
    bar.hidden = false
    input.disabled = true
    // The page is shown again after the upload: what was typed beside it must be there.
    flushAutosave()
      .then(() =>
        upload(adresse, retour, file, (part) => {
          bar.value = Math.round(part * 100)
        }),
      )
      .then((next) => showAgain(next, zone, visit))
      .catch((error: unknown) => {
        message.textContent =
          error instanceof Refused
            ? error.message
            : 'La connexion s’est coupée. Choisissez à nouveau le document.'
        message.hidden = false
        bar.hidden = true
        input.disabled = false
        input.value = ''
      })
  })
}

/** Makes every upload zone of the page work. */
export function startUploads(visit: Visit): void {
  for (const zone of document.querySelectorAll<HTMLElement>('[data-televersement]:not([data-pret])')) {
    zone.dataset.pret = ''
    start(zone, visit)
  }
}
