import type { FastifyInstance } from 'fastify'
import { cacheable, SHARED } from '../../platform/http/shared-pages.ts'
import { typedNumero } from '../../platform/http/typed-numbers.ts'
import { actualiteEnLigne, actualitesEnLigne } from './actualites.query.ts'
import type { ActualitesDeps } from './actualites-deps.ts'
import { administrationRoutes } from './administration-routes.tsx'
import { decodeCurseur } from './curseur.ts'
import { ActualitePage } from './pages/actualite-page.tsx'
import { ActualitesPage } from './pages/actualites-page.tsx'
import { ActualiteIntrouvable } from './refusals.ts'
import { renderActualite, resumeDe } from './rendu.ts'

/** The news: read by everybody, written by the administrators. */
export function actualitesRoutes(web: FastifyInstance, deps: ActualitesDeps): void {
  web.get<{ Querystring: { avant?: unknown } }>('/actualites', SHARED, async (request, reply) => {
    const avant = decodeCurseur(request.query.avant)
    return cacheable(reply).page({
      titre: avant ? 'Actualités plus anciennes' : 'Actualités',
      contenu: <ActualitesPage page={await actualitesEnLigne(deps.db, avant)} debut={!avant} />,
    })
  })
  web.get<{ Params: { numero: string } }>('/actualites/:numero', SHARED, async (request, reply) => {
    const numero = typedNumero(request.params.numero)
    const found = numero && (await actualiteEnLigne(deps.db, numero))
    if (!found) throw new ActualiteIntrouvable()
    return cacheable(reply).page({
      titre: found.titre,
      description: resumeDe(found.markdown),
      contenu: <ActualitePage texte={renderActualite(found)} publieeLe={found.publieeLe} />,
    })
  })
  administrationRoutes(web, deps)
}
