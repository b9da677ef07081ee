import type { IncomingHttpHeaders } from 'node:http'
import { TEMOIN_JOURS, type Vue, writeTemoin } from './visite.ts'

/** Where both cookies go, and nowhere else. */
const PATH = '/mesure'
export const VISITE = 'visite'
export const REFUS = 'mesure'

/** Reads one cookie of ours (RFC 6265, 5.4); undefined when it did not come, or came several times. */
export function readCookie(headers: IncomingHttpHeaders, name: string): string | undefined {
  const found = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined
}

/** Whether this browser was told not to be counted. */
export const refuses = (headers: IncomingHttpHeaders): boolean => readCookie(headers, REFUS) === 'non'

/** Global Privacy Control (Sec-GPC, W3C): the browser itself says no. */
export const hasGpc = (headers: IncomingHttpHeaders): boolean => headers['sec-gpc'] === '1'

/** `Set-Cookie` values. @param secure whether the portal stands on https */
export const temoins = (secure: boolean) => {
  const write = (name: string, value: string, maxAgeSeconds: number): string =>
    `${name}=${value}; Path=${PATH}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    visite: ({ temoin, maxAgeSeconds }: Vue) => write(VISITE, writeTemoin(temoin), maxAgeSeconds),
    refus: () => write(REFUS, 'non', TEMOIN_JOURS * 86_400),
    sansVisite: () => write(VISITE, '', 0),
    sansRefus: () => write(REFUS, '', 0),
  }
}
