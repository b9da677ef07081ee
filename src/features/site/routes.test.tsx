import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { createPages } from '../../ui/document.tsx'
import { DemarcheIntrouvable, demarchesRoutes, loadCatalogue } from '../demarches/index.ts'
import { createSante, openCalendrier } from '../disponibilite/index.ts'
import { siteRoutes } from './routes.tsx'

const root = join(import.meta.dirname, '../../..')
const clock = createTestClock('2026-11-23T09:00:00Z')
let base: TestDatabase
let web: FastifyInstance
let mailUp = true

beforeAll(async () => {
  base = await createTestDatabase()
  const pages = createPages(collectiviteDEssai, {
    script: '/s.js',
    ancien: '/o.js',
    style: '/s.css',
    marque: '/m.svg',
    icone: '/i.png',
    apercu: '/a.png',
  })
  const catalogue = await loadCatalogue(join(root, 'demarches'))
  web = Fastify()
  web.decorateReply('page', function (view) {
    return this.code(view.statut ?? 200)
      .type('text/html; charset=utf-8')
      .send(pages.document(view))
  })
  web.setErrorHandler((error, _, reply) =>
    reply.code(error instanceof DemarcheIntrouvable ? 404 : 500).send(),
  )
  demarchesRoutes(web, { db: base.db, catalogue, clock, collectivite: collectiviteDEssai })
  const calendrier = await openCalendrier(base.db, clock, (error) => {
    throw error
  })
  web.addHook('onClose', async () => calendrier.close())
  siteRoutes(web, {
    db: base.db,
    calendrier,
    clock,
    catalogue,
    collectivite: collectiviteDEssai,
    navigateurs: [
      { nom: 'Firefox', aPartirDe: '140', essaye: 'Firefox' },
      { nom: 'Safari', aPartirDe: '18', essaye: undefined },
    ],
    publicOrigin: 'https://essai.example',
    sondageKey: Buffer.alloc(32, 1),
    sante: createSante({ db: base.db, clock, mailer: { reachable: async () => mailUp } }),
  })
  await web.ready()
})
afterAll(async () => {
  await web.close()
  await base.drop()
})

const get = (url: string) => web.inject({ method: 'GET', url })

describe('public pages', () => {
  it.each([
    [
      '/',
      [
        'Les démarches',
        'Ouverte',
        'Bientôt',
        'name="q"',
        '/services/pack-rentree',
        '/services/apa',
        '/connexion',
        '/inscription',
        'aucun cookie',
      ],
    ],
    [
      '/services',
      [
        '2 démarches',
        'Pack rentrée',
        'Ouvert jusqu’au lundi 31 mai 2027 inclus, 23 h 59',
        'dates fictives',
        'Bientôt en ligne',
      ],
    ],
    ['/services?q=autonomie', ['1 démarche pour « autonomie »', '/services/apa']],
    ['/services?q=%3Cxyzw%3E', ['Aucune démarche pour « &lt;xyzw', 'voyez toutes les démarches']],
    [
      '/services/pack-rentree',
      [
        '/espace/demarches/pack-rentree/commencer',
        'Photo d’identité',
        'garde partagée',
        'nviron 15 minutes',
        '/services/pack-rentree/formulaire.pdf',
        'paierie départementale',
        'deux mois',
      ],
    ],
    ['/services/apa', ['Bientôt en ligne', 'cerfa 16301', 'acceptée']],
    [
      '/donnees-personnelles',
      [
        'dpo@essai.example',
        'CNIL',
        'paierie départementale',
        'Dix ans',
        'Hébergeur d’Essai',
        'Vos brouillons',
        '100 jours après le dernier changement',
        'Base légale : obligation légale',
      ],
    ],
    [
      '/mentions-legales',
      [
        'article 1-1 de la loi n° 2004-575',
        '999 999 999<em> (exemple fictif',
        'La présidente du conseil d’Essai<',
        '01 99 00 56 78',
        'EUPL-1.2',
        'https://code.essai.example',
      ],
    ],
    [
      '/securite',
      [
        'https://<wbr/>webpayment.payline.com/',
        'version 1.2 ou plus récente',
        'nous ne le voyons à aucun moment',
        'ne-pas-repondre@essai.example',
        'https://essai.example/',
        'securite@essai.example',
        '/signaler',
        'trois jours ouvrés',
      ],
    ],
    ['/accessibilite/schema-pluriannuel', ['2026-2028', 'Plan d’action 2026', 'exemple fictif', 'Bilan']],
    ['/plan-du-site', ['/mentions-legales', '/services/apa/conditions', 'Une fois connecté']],
    ['/cookies', ['aucun cookie', 'clé', '/mesure', '/sondage', '13 mois', '25 mois', 'GPC']],
    [
      '/accessibilite',
      [
        'non conforme',
        'article 47 de la loi n° 2005-102',
        '/accessibilite/schema-pluriannuel"',
        '/accessibilite/schema-pluriannuel#plan',
        'État de conformité',
        'Résultats des tests',
        'Non-conformités',
        'Dérogations pour charge disproportionnée',
        'Contenus non soumis à l’obligation d’accessibilité',
        'Établissement de cette déclaration',
        '<time datetime="2026-11-23">23 novembre 2026',
        'Technologies utilisées',
        'Environnement de test',
        '<li>Firefox, sur ordinateur',
        'Outils',
        'Pages vérifiées',
        'Retour d’information et contact',
        'contact@essai.example',
        'Voies de recours',
        'Défenseur des droits',
        'Libre réponse 71120<br/>75342 Paris CEDEX 07',
      ],
    ],
    [
      '/navigateurs',
      ['Firefox, à partir de la version 140', 'Safari, à partir de la version 18 : le service est fait'],
    ],
    ['/aide', ['01 99 00 12 34', 'tel:0199001234', 'formulaire à imprimer']],
  ])('%s', async (url, expected) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('public, max-age=60')
    expect(answer.headers['set-cookie']).toBeUndefined()
    const read = answer.body.replaceAll('\u00a0', ' ')
    for (const words of expected) expect(read).toContain(words)
    expect(answer.body.match(/<h1/g)).toHaveLength(1)
    expect(answer.body).not.toMatch(/ style=|<script(?! type="module" src| defer src)/)
  })

  it('offers no start before the opening nor after the end, and says why', async () => {
    const page = async (moment: string) => {
      clock.set(moment)
      return (await get('/services/pack-rentree')).body
    }
    const before = await page('2026-05-31T21:59:59Z')
    const last = await page('2027-05-31T21:59:59Z')
    const after = await page('2027-05-31T22:00:00Z')
    clock.set('2026-11-23T09:00:00Z')
    expect(before).toContain('Ouvre le lundi 1er juin 2026')
    expect(after).toContain('Fermé depuis le lundi 31 mai 2027')
    expect([before, last, after].map((body) => body.includes('/commencer'))).toEqual([false, true, false])
  })

  it.each([
    '/services/rsa',
    '/services/rsa/formulaire.pdf',
    '/services/apa/formulaire.pdf',
    '/services/__proto__',
  ])('%s does not exist', async (url) => expect((await get(url)).statusCode).toBe(404))

  it('takes no notice of strange searches', async () => {
    for (const query of ['q=a&q=b', 'q[]=1', `q=${'x'.repeat(5000)}`, 'q=%00'])
      expect((await get(`/services?${query}`)).statusCode).toBe(200)
  })
})

describe('health', () => {
  it('lives, is ready, and says which part is not', async () => {
    expect((await get('/sante')).body).toBe('ok')
    const ready = await get('/sante/pret')
    expect([ready.statusCode, ready.json()]).toEqual([200, { base: 'ok', travaux: 'ok', courriel: 'ok' }])
    mailUp = false
    clock.advance(10_000)
    const not = await get('/sante/pret')
    expect([not.statusCode, not.json()]).toEqual([
      503,
      { base: 'ok', travaux: 'ok', courriel: 'indisponible' },
    ])
    expect(not.headers['cache-control']).toBe('no-store')
  })

  it('keeps robots out of the private pages, and shows them every page that the map names', async () => {
    const robots = (await get('/robots.txt')).body
    const closed = [...robots.matchAll(/^Disallow: (\S+)$/gm)].map(([, path = '']) => path)
    expect(closed).toEqual(expect.arrayContaining(['/espace', '/agents']))
    expect(robots).toContain('\nSitemap: https://essai.example/sitemap.xml\n')
    const map = await get('/sitemap.xml')
    expect(map.headers['content-type']).toBe('application/xml; charset=utf-8')
    const paths = [...map.body.matchAll(/<loc>https:\/\/essai\.example(\/[^<]*)<\/loc>/g)].map(
      ([, p = '']) => p,
    )
    expect(paths).toEqual(expect.arrayContaining(['/', '/aide', '/services/apa', '/services/apa/conditions']))
    expect(new Set(paths).size).toBe(map.body.match(/<url>/g)?.length)
    expect(paths.filter((path) => closed.some((one) => path.startsWith(one)))).toEqual([])
  })

  it('tells whoever found a weakness where to write', async () => {
    const answer = await get('/.well-known/security.txt')
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(answer.body).toMatch(/^Contact: mailto:securite@essai\.example\nExpires: 2027-05-22T00:00:00Z\n/)
  })
})
