import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Catalogue } from '../demarches/index.ts'
import { AccessibilitePage } from './pages/accessibilite-page.tsx'
import { AccueilPage } from './pages/accueil-page.tsx'
import { AidePage } from './pages/aide-page.tsx'
import { CookiesPage } from './pages/cookies-page.tsx'
import { DonneesPersonnellesPage } from './pages/donnees-personnelles-page.tsx'
import { type NavigateurQualifie, NavigateursPage } from './pages/navigateurs-page.tsx'
import { createSante } from './sante.ts'

export interface SiteDeps {
  db: Db
  clock: Clock
  catalogue: Catalogue
  collectivite: Collectivite
  navigateurs: readonly NavigateurQualifie[]
  mailer: Pick<Mailer, 'reachable'>
}

const PUBLIC = { config: { access: 'public' } } as const

/** The pages that everybody may read, and the addresses that the machines around us watch. */
export function siteRoutes(web: FastifyInstance, deps: SiteDeps): void {
  pages(web, deps)
  machines(web, deps)
}

function pages(web: FastifyInstance, deps: SiteDeps): void {
  const { catalogue, clock, collectivite, navigateurs } = deps
  web.get('/', PUBLIC, (_, reply) =>
    cacheable(reply).page({
      titre: 'Vos démarches en ligne',
      description: `Faire et suivre ses démarches avec ${collectivite.nomAvecArticle}.`,
      contenu: <AccueilPage collectivite={collectivite} demarches={catalogue.all()} now={clock.now()} />,
    }),
  )
  web.get('/donnees-personnelles', PUBLIC, (_, reply) =>
    cacheable(reply).page({
      titre: 'Données personnelles',
      contenu: <DonneesPersonnellesPage collectivite={collectivite} demarches={catalogue.all()} />,
    }),
  )
  web.get('/cookies', PUBLIC, (_, reply) =>
    cacheable(reply).page({ titre: 'Aucun cookie', contenu: <CookiesPage collectivite={collectivite} /> }),
  )
  web.get('/accessibilite', PUBLIC, (_, reply) =>
    cacheable(reply).page({
      titre: `Accessibilité : ${collectivite.accessibilite}`,
      contenu: <AccessibilitePage collectivite={collectivite} />,
    }),
  )
  web.get('/navigateurs', PUBLIC, (_, reply) =>
    cacheable(reply).page({
      titre: 'Navigateurs',
      contenu: <NavigateursPage collectivite={collectivite} navigateurs={navigateurs} />,
    }),
  )
  web.get('/aide', PUBLIC, (_, reply) =>
    cacheable(reply).page({
      titre: 'Aide et contacts',
      contenu: <AidePage collectivite={collectivite} demarches={catalogue.all()} />,
    }),
  )
}

function machines(web: FastifyInstance, deps: SiteDeps): void {
  const sante = createSante(deps)
  web.get('/sante', PUBLIC, (_, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok'),
  )
  web.get('/sante/pret', PUBLIC, async (_, reply) => {
    const etat = await sante()
    const ready = Object.values(etat).every((part) => part === 'ok')
    return reply
      .header('cache-control', 'no-store')
      .code(ready ? 200 : 503)
      .send(etat)
  })
  web.get('/robots.txt', PUBLIC, (_, reply) =>
    cacheable(reply).type('text/plain; charset=utf-8').send(ROBOTS),
  )
}

const ROBOTS = 'User-agent: *\nDisallow: /espace\nDisallow: /agents\nDisallow: /sante\n'

// The same bytes for everybody: no public page looks at who is asking.
const cacheable = (reply: FastifyReply) => reply.header('cache-control', 'public, max-age=60')
