import { recall } from './carrier.ts'

/** What the page is read on, as broadly as can be. */
function appareil(): string {
  if (matchMedia('(pointer: fine)').matches) return 'ordinateur'
  if (!matchMedia('(pointer: coarse)').matches) return 'autre'
  return Math.min(screen.width, screen.height) < 600 ? 'telephone' : 'tablette'
}

/** The host that led here, without its page; nothing between our own pages, which do not tell. */
function site(): string {
  const [, host = ''] = /^https?:\/\/([^/:]+)/.exec(document.referrer) ?? []
  return host === location.hostname ? '' : host
}

function send(page: string): void {
  const body = new URLSearchParams({ page, site: site(), appareil: appareil() })
  // A view that is not counted is nothing that the reader could mend or should see.
  fetch('/mesure', { method: 'POST', body, keepalive: true }).catch(() => undefined)
}

/**
 * Says once that a public page was seen, when it has loaded and the browser has nothing better to do. Neither a reload
 * nor a step back is a view: pages that come back from memory (bfcache) do not run this again, so that browsers with
 * and without it count the same. Nothing is sent of whoever is signed in, or whose browser says no (GPC).
 */
export function startAudience(): void {
  const page = document.body.dataset.mesure
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const refused = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl
  if (!page || refused || recall() || (entry && entry.type !== 'navigate')) return
  const whenIdle = (): void => {
    // Safari has none.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => send(page), { timeout: 2_000 })
    else setTimeout(() => send(page), 200)
  }
  // Prepared by the browser before anybody asked for it: seen only when it is shown.
  if ((document as { prerendering?: boolean }).prerendering)
    document.addEventListener('prerenderingchange', whenIdle, { once: true })
  else if (document.readyState === 'complete') whenIdle()
  else addEventListener('load', whenIdle, { once: true })
}
