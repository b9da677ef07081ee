import type { FastifyInstance } from 'fastify'
import { cacheable, SHARED } from '../../platform/http/shared-pages.ts'
import { administrationRoutes } from './administration-routes.tsx'
import { delaiHabituelDe } from './delai-habituel.query.ts'
import type { DemarchesDeps } from './demarches-deps.ts'
import { createFormulaireVierge } from './documents/formulaire-vierge.ts'
import { campagneDe, demarchesDuMoment, ouvertureDe } from './ouverture.query.ts'
import { DemarchePage } from './pages/demarche-page.tsx'
import { ServicesPage } from './pages/services-page.tsx'
import { DemarcheIntrouvable } from './refusals.ts'
import { searchDemarches } from './search-demarches.ts'

const PUBLIC = { config: { access: 'public' } } as const

/** The catalogue that everybody may read. */
export function demarchesRoutes(web: FastifyInstance, deps: DemarchesDeps): void {
  const { catalogue, clock, collectivite, db } = deps
  const formulaireVierge = createFormulaireVierge(collectivite)
  web.get<{ Querystring: { q?: unknown } }>('/services', SHARED, async (request, reply) => {
    const { q } = request.query
    const recherche = typeof q === 'string' ? q.trim().slice(0, 100) : ''
    return cacheable(reply).page({
      titre: recherche ? `Démarches pour « ${recherche} »` : 'Toutes les démarches',
      contenu: (
        <ServicesPage
          demarches={searchDemarches(await demarchesDuMoment(db, catalogue, clock.now()), recherche)}
          recherche={recherche}
        />
      ),
    })
  })
  web.get<{ Params: { slug: string } }>('/services/:slug', SHARED, async (request, reply) => {
    const publiee = catalogue.get(request.params.slug)
    return cacheable(reply).page({
      titre: publiee.demarche.titre,
      description: publiee.demarche.resume,
      contenu: (
        <DemarchePage
          publiee={publiee}
          collectivite={collectivite}
          campagne={await campagneDe(db, publiee.demarche, clock.now())}
          delai={await delaiHabituelDe(db, publiee.demarche.slug)}
          enLigne={deps.prestataire !== undefined}
        />
      ),
    })
  })
  web.get<{ Params: { slug: string } }>('/services/:slug/formulaire.pdf', PUBLIC, async (request, reply) => {
    const publiee = catalogue.get(request.params.slug)
    // A démarche that is only announced has no form: the address names nothing yet.
    if (!publiee.formulaire) throw new DemarcheIntrouvable(request.params.slug)
    const pdf = await formulaireVierge({
      ...publiee,
      formulaire: publiee.formulaire,
      ouverture: await ouvertureDe(db, publiee.demarche),
    })
    return cacheable(reply)
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${publiee.demarche.slug}-formulaire.pdf"`)
      .send(pdf)
  })
  administrationRoutes(web, deps)
}
