/** The one cookie of the poll, as the page about cookies tells of it. */
export const COOKIE_SONDAGE = { nom: 'sondage', chemin: '/sondage', dureeJours: 390 } as const

/** The header that sets it: the number of the poll that was answered, and nothing else. */
export function cookieSondage(numero: number, publicOrigin: string): string {
  const { nom, chemin, dureeJours } = COOKIE_SONDAGE
  const secure = publicOrigin.startsWith('https:') ? '; Secure' : ''
  return `${nom}=${numero}; Max-Age=${dureeJours * 86_400}; Path=${chemin}; HttpOnly; SameSite=Lax${secure}`
}

/**
 * Whether a `Cookie` header says that this poll was answered. Several cookies of the name (another path, another
 * domain) are all looked at; whatever else the header holds is ignored.
 */
export const aRepondu = (header: string | undefined, numero: number): boolean =>
  header?.split(';').some((pair) => pair.trim() === `${COOKIE_SONDAGE.nom}=${numero}`) ?? false
