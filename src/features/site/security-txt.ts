const VALID_DAYS = 180
const DAY_MS = 86_400_000

/**
 * How to report a weakness, for machines (RFC 9116). `Expires` is half a year ahead, so always less than the year that
 * section 2.5.5 advises, and changes once a day. A web address must be https there: none is named on a plain portal.
 */
export function securityTxt(now: Date, publicOrigin: string, courriel: string): string {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  const expires = new Date(today + VALID_DAYS * DAY_MS).toISOString().replace('.000Z', 'Z')
  const addresses = publicOrigin.startsWith('https:')
    ? [
        `Policy: ${publicOrigin}/securite#vulnerabilites`,
        `Canonical: ${publicOrigin}/.well-known/security.txt`,
      ]
    : []
  return [
    `Contact: mailto:${courriel}`,
    `Expires: ${expires}`,
    'Preferred-Languages: fr, en',
    ...addresses,
    '',
  ].join('\n')
}
