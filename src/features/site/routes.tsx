import type { FastifyInstance } from 'fastify'
import { cacheable, SHARED } from '../../platform/http/shared-pages.ts'
import { dernieresActualites } from '../actualites/index.ts'
import { demarchesDuMoment } from '../demarches/index.ts'
import { dernierSondage, newVisite, SondageBloc } from '../sondage/index.ts'
import { legalRoutes } from './legal-routes.tsx'
import { machineRoutes } from './machine-routes.ts'
import { AccueilPage } from './pages/accueil-page.tsx'
import { CookiesPage } from './pages/cookies-page.tsx'
import type { SiteDeps } from './site-deps.ts'

/** As many news as the home page shows. */
const ACTUALITES = 3

/** The pages that everybody may read, and the addresses that the machines around us watch. */
export function siteRoutes(web: FastifyInstance, deps: SiteDeps): void {
  pages(web, deps)
  legalRoutes(web, deps)
  machineRoutes(web, deps)
}

function pages(web: FastifyInstance, deps: SiteDeps): void {
  const { calendrier, catalogue, clock, collectivite, db, publicOrigin, sondageKey } = deps
  web.get('/', SHARED, async (_, reply) => {
    const now = clock.now()
    const sondage = await dernierSondage(db)
    return cacheable(reply).page({
      titre: 'Vos démarches en ligne',
      description: `Faire et suivre ses démarches avec ${collectivite.nomAvecArticle}.`,
      contenu: (
        <AccueilPage
          collectivite={collectivite}
          enMaintenance={calendrier.enCours() !== undefined}
          demarches={await demarchesDuMoment(db, catalogue, now)}
          actualites={await dernieresActualites(db, ACTUALITES)}
          sondage={
            sondage ? (
              <SondageBloc
                sondage={sondage}
                visite={newVisite(sondageKey, sondage.numero, now, 'page-partagee')}
                now={now}
              />
            ) : null
          }
        />
      ),
    })
  })
  web.get('/cookies', SHARED, (_, reply) =>
    cacheable(reply).page({
      titre: 'Cookies',
      description: 'Lesquels, pourquoi, et comment les refuser.',
      contenu: <CookiesPage collectivite={collectivite} publicOrigin={publicOrigin} />,
    }),
  )
}
