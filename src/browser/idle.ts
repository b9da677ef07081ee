import { signInAddress } from './addresses.ts'
import { forget, idleMinutes, recall } from './carrier.ts'
import { stay } from './departure.ts'
import { openDialog } from './dialog.ts'
import { lastUse } from './signed-fetch.ts'

const MINUTE = 60_000
const LOOK_EVERY_MS = 10_000

/** What an unused session comes to: `warn` five minutes before its end. The server notes uses by the minute. */
export function idleStage(idleFor: number, limitMinutes: number): 'open' | 'warn' | 'over' {
  if (idleFor >= limitMinutes * MINUTE) return 'over'
  return idleFor >= (limitMinutes - 6) * MINUTE ? 'warn' : 'open'
}

let warned: (() => void) | undefined

function warn(): void {
  const text = document.createElement('p')
  text.textContent = 'Sans action de votre part, elle se termine dans cinq minutes.'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'ds-button'
  button.textContent = 'Rester connecté'
  button.onclick = () => {
    stay()
    warned?.()
  }
  warned = openDialog('Votre session va se terminer', [text, button], 'Fermer ce message', () => undefined)
}

/** Warns before an unused session ends; when it has ended, private pages do not stay on the screen of an absent person. */
export function startIdleWatch(hasTyped: () => boolean): void {
  setInterval(() => {
    if (!recall()) return
    const stage = idleStage(Date.now() - lastUse(), idleMinutes())
    if (stage === 'open') {
      warned?.()
      warned = undefined
    } else if (stage === 'warn') {
      if (!warned) warn()
    } else if (!hasTyped()) {
      forget()
      document.body.replaceChildren()
      location.replace(signInAddress(new URL(location.href)))
    }
  }, LOOK_EVERY_MS)
}
