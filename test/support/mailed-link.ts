import type { Mail } from './portal.ts'

/** The secret of a mailed link whose address ends so: what stands behind the #. */
export function mailedToken(mail: Mail, path: string): string {
  const found = new RegExp(`${path}#([\\w.-]+)`).exec(mail.text)?.[1]
  if (!found) throw new Error(`no link to ${path} in « ${mail.subject} »`)
  return found
}
