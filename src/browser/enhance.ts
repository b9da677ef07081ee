import { recall, replaceAddress } from './carrier.ts'
import { signedFetch } from './signed-fetch.ts'

/** Offers the communes of a postcode as soon as it has its five digits. */
async function onPostcode(event: Event): Promise<void> {
  const input = event.target as HTMLInputElement | null
  const list = document.getElementById(input?.dataset?.codePostal ?? '')
  if (!input || !list || !recall() || !/^\d{5}$/.test(input.value)) return
  const response = await signedFetch(`/espace/communes?cp=${input.value}`, { accept: 'application/json' })
  if (!response.ok) return
  const communes = (await response.json()) as { nom: string }[]
  list.replaceChildren(
    ...communes.map(({ nom }) => Object.assign(document.createElement('option'), { value: nom })),
  )
  const name = document.querySelector<HTMLInputElement>(`input[list="${list.id}"]`)
  if (name && name.value === '' && communes[0] && communes.length === 1) name.value = communes[0].nom
}

/** A mailed link carries its token in the fragment, which no server ever logs: it is moved into the form and erased. */
function takeLinkToken(): void {
  const field = document.querySelector<HTMLInputElement>('form[data-jeton-fragment] input[name="jeton"]')
  if (!field || location.hash.length < 20) return
  field.value = location.hash.slice(1)
  replaceAddress(location.pathname + location.search)
}

/** The small behaviours of a page; each page does without them. */
export function enhance(): void {
  takeLinkToken()
  addEventListener('input', (event) => {
    onPostcode(event).catch(() => undefined)
  })
  addEventListener('click', (event) => {
    const target = event.target as Element | null
    if (target?.closest?.('[data-imprimer]')) print()
    const menu = target?.closest?.('[data-menu]')
    menu?.setAttribute('aria-expanded', String(menu.getAttribute('aria-expanded') !== 'true'))
  })
}
