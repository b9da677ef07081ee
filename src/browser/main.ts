import { signInAddress } from './addresses.ts'
import { startAudience } from './audience.ts'
import { startAutosave } from './autosave.ts'
import { recall } from './carrier.ts'
import { startDeparture, stay } from './departure.ts'
import { ignoreLateClicks } from './double-click.ts'
import { startDownloads } from './download.ts'
import { enhance } from './enhance.ts'
import { startIdleWatch } from './idle.ts'
import { hasTyped, startNavigator, visit } from './navigator.ts'
import { startPasskeys } from './passkey.ts'
import { revealButtons, startPasswordHelp } from './password-help.ts'
import { startPreviews, watchPreviews } from './previews.ts'
import { startSignIn } from './sign-in.ts'
import { askOtherTabs, startTabs } from './tabs.ts'
import { startUploads } from './upload.ts'

/** Goes on with the session of this tab, or of another one; else the person signs in and comes back. */
async function resume(): Promise<void> {
  if (recall() || (await askOtherTabs())) await visit(location.href, 'replace')
  else location.replace(signInAddress(new URL(location.href)))
}

let atComptoir = false

/** The counter's own script is fetched with its first page: nobody else carries it. */
async function openComptoir(): Promise<void> {
  if (atComptoir || !document.querySelector('[data-comptoir]')) return
  atComptoir = true
  const { startComptoir } = await import('./comptoir.ts')
  startComptoir()
}

// Without it nothing can be signed: old-browser.js says so, and shows the paper route.
if (globalThis.crypto?.subtle) {
  const shown = (): void => {
    startUploads(visit)
    watchPreviews()
    revealButtons()
    openComptoir().catch(() => {
      atComptoir = false
    })
  }
  // First: it hears each click before the others.
  ignoreLateClicks()
  startNavigator(shown)
  startSignIn(visit, shown)
  startAutosave()
  startDownloads()
  startPreviews()
  startPasskeys()
  startIdleWatch(hasTyped)
  startDeparture()
  startTabs({ stay, leave: () => location.replace('/') })
  startAudience()
  enhance()
  startPasswordHelp()
  // A private address opened cold: the session goes on from history.state, or the person signs in and comes back.
  if (document.body.hasAttribute('data-coquille')) void resume()
}
