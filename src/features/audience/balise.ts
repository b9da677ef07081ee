import { textField } from '../../platform/http/fields.ts'

export const APPAREILS = ['telephone', 'tablette', 'ordinateur', 'autre'] as const
export type Appareil = (typeof APPAREILS)[number]

/** One view, as a browser tells it. */
export interface Balise {
  /** Pattern of the page: one of a list that we know. */
  page: string
  /** Host that led here; '' when there is none, or when it is not told. */
  site: string
  appareil: Appareil
}

const FIELDS = ['page', 'site', 'appareil']
const HOST_MAX = 100
/** A label of a host name in lower case; accents arrive as punycode (RFC 5891). */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** A host name, bare: no port, no path, no capital. */
export const isHost = (text: string): boolean =>
  text.length <= HOST_MAX && text.split('.').every((label) => LABEL.test(label))

/**
 * Reads what a page sent. @returns undefined when anything in it is not exactly as our own script writes it
 * @param rules.findPage pattern of an address that is measured
 * @param rules.ownHost our name: nobody comes from here to here
 */
export function readBalise(
  body: unknown,
  rules: { findPage: (address: string) => string | undefined; ownHost: string },
): Balise | undefined {
  const names = Object.keys((body as object | null | undefined) ?? {})
  if (names.length !== FIELDS.length || !FIELDS.every((name) => names.includes(name))) return undefined
  const [address = '', site = '', device = ''] = FIELDS.map((name) => textField(body, name))
  const page = rules.findPage(address)
  const appareil = APPAREILS.find((one) => one === device)
  if (page === undefined || appareil === undefined) return undefined
  if (site !== '' && (!isHost(site) || site === rules.ownHost)) return undefined
  // Several values of « site » read as none: the body itself must say it once.
  if (typeof (body as Record<string, unknown>).site !== 'string') return undefined
  return { page, site, appareil }
}
