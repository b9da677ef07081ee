import { isUuid } from '../../platform/http/is-uuid.ts'
import type { Tri } from './filtres.ts'

/** The last row of a page: its value in the order of the list, then its id for the ties. */
export interface Curseur {
  /** An instant with microseconds, or a day; null for a demande whose clock is stopped (by deadline only). */
  valeur: string | null
  id: string
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** An opaque text for an address. */
export function encodeCurseur(tri: Tri, { valeur, id }: Curseur): string {
  return Buffer.from(JSON.stringify([tri, valeur, id])).toString('base64url')
}

/** Reads it back; undefined when it is not one of ours for this order (the list then starts at its beginning). */
export function decodeCurseur(tri: Tri, text: string): Curseur | undefined {
  if (text === '' || text.length > 200) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(read) || read.length !== 3 || read[0] !== tri) return undefined
    const [, valeur, id] = read as unknown[]
    if (typeof id !== 'string' || !isUuid(id)) return undefined
    if (valeur === null) return tri === 'echeance' ? { valeur, id } : undefined
    const expected = tri === 'echeance' ? DAY : INSTANT
    return typeof valeur === 'string' && expected.test(valeur) && isRealMoment(valeur)
      ? { valeur, id }
      : undefined
  } catch {
    return undefined
  }
}

// V8 reads 31 February as 3 March and PostgreSQL refuses it: the day must come back as it was written. Nor has
// PostgreSQL a year 0.
function isRealMoment(text: string): boolean {
  if (text.startsWith('0000')) return false
  const moment = new Date(text.replace(/\d{3}Z$/, 'Z'))
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text.slice(0, 10))
}
