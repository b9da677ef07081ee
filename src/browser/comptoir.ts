import { openDialog } from './dialog.ts'
import { shortcutOf } from './shortcut.ts'
import { signedFetch } from './signed-fetch.ts'

const PRESENCE_MS = 45_000

const find = <T extends HTMLElement>(selector: string): T | null => document.querySelector<T>(selector)

/** Says to the others that this demande is still open here, and to this agent who else has it open. */
async function beat(): Promise<void> {
  const place = find('[data-presence]')
  if (!place?.dataset.presence || document.visibilityState !== 'visible') return
  const response = await signedFetch(place.dataset.presence, {
    method: 'POST',
    accept: 'application/json',
    passive: true,
  })
  if (!response.ok) return
  const { texte } = (await response.json()) as { texte: string }
  if (place.textContent !== texte) place.textContent = texte
  place.hidden = texte === ''
}

let close: (() => void) | undefined

function showHelp(): void {
  const help = find('[data-aide-raccourcis]')
  if (!help || document.querySelector('dialog[open]')) return
  const copy = help.cloneNode(true) as HTMLElement
  copy.hidden = false
  const back = document.activeElement as HTMLElement | null
  close = openDialog('Raccourcis clavier', [copy], 'Fermer', () => {
    close = undefined
    back?.focus()
  })
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-ligne]')]
const currentRow = (): HTMLElement | undefined => rows().find((row) => row.contains(document.activeElement))

/** To the next row of the queue, or to the next demande when one is open. */
function move(step: 1 | -1): void {
  const list = rows()
  const row = currentRow()
  const at = row ? list.indexOf(row) + step : step > 0 ? 0 : list.length - 1
  if (list.length > 0) list[at]?.querySelector<HTMLElement>('[data-ouvre]')?.focus()
  else find(step > 0 ? '[data-suivante]' : '[data-precedente]')?.click()
}

/** The pages of every document at once, or none; the first is brought into view. */
function showDocuments(): void {
  const all = [...document.querySelectorAll<HTMLDetailsElement>('details.pages-de-piece')]
  const open = all.some((one) => !one.open)
  for (const one of all) one.open = open
  if (open) find('#documents')?.scrollIntoView({ block: 'start' })
}

const ACTS = {
  suivante: () => move(1),
  precedente: () => move(-1),
  ouvre: () => currentRow()?.querySelector<HTMLElement>('[data-ouvre]')?.click(),
  coche: () => currentRow()?.querySelector<HTMLElement>('[name="demande"]')?.click(),
  prend: () =>
    (rows().length > 0 ? currentRow() : document)?.querySelector<HTMLElement>('[data-a-moi]')?.click(),
  prendEnCharge: () => find('[data-prend-en-charge]')?.click(),
  documents: showDocuments,
  // The button of the commonest act has the focus, and is pressed by whoever wants it.
  actes: () => find('.acte-direct button[type="submit"]')?.focus(),
  cherche: () => find('#q')?.focus(),
  aide: showHelp,
} as const

function onKey(event: KeyboardEvent): void {
  if (!find('[data-raccourcis]') || document.querySelector('dialog[open]')) return
  const act = shortcutOf(event)
  if (!act) return
  event.preventDefault()
  ACTS[act]()
}

function onClick(event: Event): void {
  const target = event.target as Element | null
  if (target?.closest('[data-ouvre-aide]')) showHelp()
  else if (close && target?.closest('dialog a')) {
    close()
    close = undefined
  }
}

/** The first box ticks all the others of the page. */
function onTick(event: Event): void {
  const all = event.target as HTMLInputElement | null
  if (!all?.matches?.('[data-tout]')) return
  for (const box of document.querySelectorAll<HTMLInputElement>('[name="demande"]')) box.checked = all.checked
}

/** What the counter alone has: keys, boxes, and who else is there. Called once, when the first page of it is shown. */
export function startComptoir(): void {
  addEventListener('keydown', onKey)
  addEventListener('click', onClick)
  addEventListener('change', onTick)
  setInterval(() => {
    beat().catch(() => undefined)
  }, PRESENCE_MS)
}
