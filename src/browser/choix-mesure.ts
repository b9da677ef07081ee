import { recall } from './carrier.ts'

/** Where one says whether one is counted. */
export const CHOIX = '/mesure/choix'

/** The choice made by somebody signed in: a whole new page would forget their session, so it is sent from this one. */
export function startChoix(visit: (address: string) => Promise<void>): void {
  addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (!recall() || form.getAttribute('action') !== CHOIX) return
    event.preventDefault()
    const body = new URLSearchParams({ choix: (event.submitter as HTMLButtonElement | null)?.value ?? '' })
    // Off line: `visit` says so, and offers to try again.
    fetch(CHOIX, { method: 'POST', body }).then(
      ({ url }) => visit(url),
      () => visit(CHOIX),
    )
  })
}
