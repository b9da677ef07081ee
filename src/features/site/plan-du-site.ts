import type { Catalogue } from '../demarches/index.ts'

type Page = readonly [href: string, libelle: string]

/** Every public page that somebody may look for: the plan of the site, its sitemap and the declaration of accessibility read it. */
export const PLAN: readonly { titre: string; pages: readonly Page[] }[] = [
  {
    titre: 'Les services',
    pages: [
      ['/', 'Accueil'],
      ['/services', 'Toutes les démarches'],
      ['/actualites', 'Actualités'],
      ['/sondage', 'Sondage'],
      ['/connexion', 'Se connecter'],
      ['/inscription', 'Créer un compte'],
      ['/mot-de-passe-oublie', 'Mot de passe oublié'],
    ],
  },
  {
    titre: 'Être aidé',
    pages: [
      ['/aide', 'Aide et contacts'],
      ['/disponibilite', 'Disponibilité du service'],
      ['/signaler', 'Signaler une utilisation non autorisée'],
      ['/securite', 'Sécurité : paiement, messages, failles'],
      ['/navigateurs', 'Navigateurs'],
    ],
  },
  {
    titre: 'Vos droits, nos règles',
    pages: [
      ['/conditions-generales', 'Conditions générales d’utilisation'],
      ['/donnees-personnelles', 'Données personnelles'],
      ['/cookies', 'Cookies'],
      ['/mesure/choix', 'Être compté ou non dans la mesure d’audience'],
      ['/accessibilite', 'Accessibilité'],
      ['/accessibilite/schema-pluriannuel', 'Schéma pluriannuel d’accessibilité'],
      ['/mentions-legales', 'Mentions légales'],
      ['/plan-du-site', 'Plan du site'],
    ],
  },
]

/** The sitemap (sitemaps.org 0.9). @param origin scheme and host, no trailing slash */
export function sitemap(origin: string, catalogue: Catalogue): string {
  const paths = [
    ...PLAN.flatMap(({ pages }) => pages.map(([href]): string => href)),
    ...catalogue
      .all()
      .flatMap(({ demarche: { slug }, formulaire }) => [
        `/services/${slug}`,
        `/services/${slug}/conditions`,
        ...(formulaire ? [`/services/${slug}/formulaire.pdf`] : []),
      ]),
  ]
  const urls = paths.map((path) => `  <url><loc>${escapeXml(origin + path)}</loc></url>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`
}

/** What search engines leave alone: pages that show nothing without a session, and addresses for machines. */
export const robots = (origin: string): string =>
  `User-agent: *\nDisallow: /espace\nDisallow: /agents\nDisallow: /session\nDisallow: /sante\n\nSitemap: ${origin}/sitemap.xml\n`

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
