import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sourceKey } from '../../platform/session/lockout-store.ts'

const HEAD_BYTES = 12
const TIME_BYTES = 6
const MAC_BYTES = 16
/** 28 bytes in base64url. */
const FORM = /^[\w-]{38}$/
/** How long a page that shows the question may be answered. */
const VALID_MS = 24 * 3_600_000

/** One rendering of the question. It says nothing of who reads it. */
export interface Visite {
  /** Its moment and its chance: what distinguishes it from the others. */
  id: Buffer
  /** Made for a page that is kept: several people may read the same one. */
  partagee: boolean
  expireLe: Date
}

const mac = (key: Buffer, numero: number, id: Buffer): Buffer =>
  createHmac('sha256', key).update(`visite:${numero}:`).update(id).digest().subarray(0, MAC_BYTES)

/**
 * What the form of a poll holds so that one rendering of it counts once: the moment, chance, and their signature.
 * @param pour whether the page is the same bytes for everybody
 */
export function newVisite(
  key: Buffer,
  numero: number,
  now: Date,
  pour: 'page-partagee' | 'un-lecteur' = 'un-lecteur',
): string {
  const id = randomBytes(HEAD_BYTES)
  id.writeUIntBE(now.getTime(), 0, TIME_BYTES)
  id.writeUInt8(pour === 'page-partagee' ? 1 : 0, TIME_BYTES)
  return Buffer.concat([id, mac(key, numero, id)]).toString('base64url')
}

/** Reads what a form brought back; undefined when it is not ours, not of this poll, or more than 24 hours old. */
export function readVisite(key: Buffer, numero: number, typed: string, now: Date): Visite | undefined {
  if (!FORM.test(typed)) return undefined
  const bytes = Buffer.from(typed, 'base64url')
  const id = bytes.subarray(0, HEAD_BYTES)
  if (!timingSafeEqual(bytes.subarray(HEAD_BYTES), mac(key, numero, id))) return undefined
  const expireLe = new Date(id.readUIntBE(0, TIME_BYTES) + VALID_MS)
  return expireLe > now ? { id, partagee: id.readUInt8(TIME_BYTES) === 1, expireLe } : undefined
}

/**
 * 16 bits that tell two readers of the same kept page apart. Too few to find an address again, and made with the
 * visite, so that the same network has others the next time.
 */
export const reseauDe = (key: Buffer, numero: number, visite: Visite, ip: string): number =>
  sourceKey(key, ip, `reseau:${numero}:${visite.id.toString('hex')}`).readInt16BE(0)
