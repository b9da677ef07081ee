import type { ConfigPayline } from './config-payline.ts'

const ADDRESS_MAX = 2_000

/**
 * The address that a browser is sent to, written anew by the parser that checked it; undefined when it is not one of Payline's
 * pages. Exactly a host of the list (its port included), https (http for a simulator on this machine), nobody's password.
 */
export function checkRedirect(address: string, config: Pick<ConfigPayline, 'environment' | 'webHosts'>) {
  // Browsers forgive these in ways of their own.
  if (address.length > ADDRESS_MAX || /[^\x21-\x7e]|\\/.test(address)) return undefined
  const url = URL.parse(address)
  if (!url || url.username || url.password || !config.webHosts.includes(url.host)) return undefined
  return mayBeReached(url, config.environment) ? url.href : undefined
}

/** https; http only between a simulator and this machine. */
export const mayBeReached = (url: URL, environment: ConfigPayline['environment']): boolean =>
  url.protocol === 'https:' ||
  (url.protocol === 'http:' &&
    environment === 'simulateur' &&
    ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
