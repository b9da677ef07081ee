const BASES = { usager: '/espace', agent: '/agents' } as const

/**
 * Where to go after signing in: a path of the person's own side, or its first page. Anything else that stands in
 * `retour` (another site, another scheme, a path that a browser would read as a host) is not followed.
 */
export function returnPath(retour: unknown, acteur: 'usager' | 'agent'): string {
  const base = BASES[acteur]
  if (typeof retour !== 'string' || retour.length > 500 || !/^\/(?!\/)[\w\-./~%?&=+]*$/.test(retour))
    return base
  const url = new URL(retour, 'http://ici.invalid')
  const inside = url.pathname === base || url.pathname.startsWith(`${base}/`)
  return url.origin === 'http://ici.invalid' && inside && url.pathname !== '/agents/connexion'
    ? url.pathname + url.search
    : base
}
