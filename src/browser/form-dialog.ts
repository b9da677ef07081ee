import { openDialog } from './dialog.ts'
import { parsePage } from './regions.ts'

/** Sends a form once at a time, and says when the network does not answer. */
export function sendOnce(form: HTMLFormElement, work: () => Promise<unknown>): void {
  if (form.ariaBusy === 'true') return
  form.ariaBusy = 'true'
  const failure = form.querySelector<HTMLElement>('[data-echec]')
  if (failure) failure.hidden = true
  work()
    .catch(() => {
      if (failure) failure.hidden = false
    })
    .finally(() => {
      form.ariaBusy = 'false'
    })
}

/** A form of a page of ours with its errors; ids that cannot meet those of the page underneath. */
function formIn(html: string, selector: string): HTMLElement[] {
  const page = parsePage(html)
  const form = page.querySelector<HTMLElement>(selector)
  const found = [page.querySelector<HTMLElement>('[data-erreurs]'), form].filter(
    (element) => element !== null,
  )
  for (const element of found) {
    for (const name of ['id', 'for', 'aria-describedby', 'data-montre', 'data-force']) {
      for (const one of element.querySelectorAll(`[${name}]`)) {
        one.setAttribute(name, (one.getAttribute(name) ?? '').replace(/\S+/g, 'reprise-$&'))
      }
    }
  }
  return form ? found.map((element) => document.adoptNode(element)) : []
}

export interface FormDialog {
  title: string
  intro?: string
  /** The page that holds the form, and which form it is. */
  html: string
  selector: string
  /** @returns nothing when the form did its work, or the page that says what to mend */
  send: (form: HTMLFormElement, submitter: HTMLElement | null) => Promise<string | undefined>
}

/** Asks for one of the server's forms over the page. @returns whether it did its work; false when the person left */
export async function askInDialog({ title, intro, html, selector, send }: FormDialog): Promise<boolean> {
  const content = formIn(html, selector)
  if (content.length === 0) return false
  return new Promise((resolve) => {
    const box = document.createElement('div')
    box.append(...content)
    const text = document.createElement('p')
    text.textContent = intro ?? ''
    const close = openDialog(title, intro ? [text, box] : [box], 'Annuler', () => resolve(false))
    box.addEventListener('submit', (event) => {
      event.preventDefault()
      const form = event.target as HTMLFormElement
      sendOnce(form, async () => {
        const answer = await send(form, event.submitter)
        if (answer === undefined) {
          close()
          return resolve(true)
        }
        const again = formIn(answer, selector)
        if (again.length === 0) throw new Error('not the form')
        box.replaceChildren(...again)
        const next = '[data-erreurs], input:not([type="hidden"]), button'
        box.querySelector<HTMLElement>(next)?.focus()
      })
    })
  })
}
