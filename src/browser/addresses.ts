const PRIVATE = /^\/(espace|agents)(\/|$)/

/** Whether an address needs a session. */
export const isPrivate = (url: URL, origin: string): boolean =>
  url.origin === origin && PRIVATE.test(url.pathname) && url.pathname !== '/agents/connexion'

/** Whether an address of this site reads a cookie of its own: cookies are sent there and nowhere else. */
export const readsCookie = (url: URL, origin: string): boolean =>
  url.origin === origin && ['/mesure/choix', '/sondage'].includes(url.pathname)

/** The sign-in page that comes back to an address. */
export function signInAddress(url: URL): string {
  const base = url.pathname.startsWith('/agents') ? '/agents/connexion' : '/connexion'
  return `${base}?retour=${encodeURIComponent(url.pathname + url.search)}`
}

/** Where to go after signing in: a private address of this site, nothing else. */
export function afterSignIn(versLaPage: string, origin: string): string {
  const url = parsed(versLaPage, origin)
  return url && isPrivate(url, origin) ? url.href : '/espace'
}

// Not URL.canParse: a browser outside the list lacks it, and is warned, not shut out.
function parsed(address: string, base: string): URL | undefined {
  try {
    return new URL(address, base)
  } catch {
    return undefined
  }
}

/** The file name that an answer gives (RFC 6266). */
export function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  try {
    if (encoded) return decodeURIComponent(encoded)
  } catch {
    // A name that was cut in the middle of a character: the plain one, or ours.
  }
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? 'document.pdf'
}
