import { textField } from './fields.ts'

/**
 * The number of a thing, as an address or a field gives it back; undefined when it cannot be one of ours. Nine digits:
 * an integer of PostgreSQL holds them all.
 */
export const typedNumero = (typed: string): number | undefined =>
  /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : undefined

/** A number that the page showed (a revision), as its form gives it back; -1, which nothing has, when it cannot be read. */
export function shownNumber(body: unknown, name: string): number {
  const typed = textField(body, name)
  return /^\d{1,9}$/.test(typed) ? Number(typed) : -1
}
