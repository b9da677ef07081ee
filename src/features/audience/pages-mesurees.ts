import type { Catalogue } from '../demarches/index.ts'
import { PLAN } from '../site/index.ts'

/** Where people say who they are, or what happened to them: never measured. */
const JAMAIS = ['/connexion', '/inscription', '/mot-de-passe-oublie', '/signaler', '/mesure', '/sondage']
/** Addresses that are many, counted together. */
const MOTIFS: readonly (readonly [RegExp, string])[] = [
  [/^\/actualites\/[1-9]\d{0,8}$/, '/actualites/:numero'],
  [/^\/conditions-generales\/versions\/[1-9]\d{0,8}$/, '/conditions-generales/versions/:numero'],
]

/** What a page of the counts is called. */
const LIBELLES: Readonly<Record<string, string>> = {
  '/actualites/:numero': 'Une actualité',
  '/conditions-generales/versions/:numero': 'Une version des conditions générales',
  '/conditions-generales/comparaison': 'Deux versions des conditions générales',
}

export interface PagesMesurees {
  /** The page that an address is counted as; undefined when it is not measured. */
  find(address: string): string | undefined
  /** What a page is called; its address when it is not known any more. */
  libelle(page: string): string
}

/** The pages that are measured: those of the plan of the site and of the démarches, and nothing else. */
export function createPagesMesurees(catalogue: Catalogue): PagesMesurees {
  const planned = PLAN.flatMap(({ pages }) => pages).filter(
    ([href]) => !JAMAIS.some((path) => href === path || href.startsWith(`${path}/`)),
  )
  const demarches = catalogue
    .all()
    .flatMap(({ demarche: { slug, titre } }) => [
      [`/services/${slug}`, titre] as const,
      [`/services/${slug}/conditions`, `${titre} : conditions`] as const,
    ])
  const libelles = new Map<string, string>([...planned, ...demarches, ...Object.entries(LIBELLES)])
  const exact = new Set([
    ...planned.map(([href]) => href),
    ...demarches.map(([href]) => href),
    '/conditions-generales/comparaison',
  ])
  return {
    find: (address) =>
      exact.has(address) ? address : MOTIFS.find(([pattern]) => pattern.test(address))?.[1],
    libelle: (page) => libelles.get(page) ?? page,
  }
}
