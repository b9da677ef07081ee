import type { FastifyInstance } from 'fastify'
import { cacheable, SHARED } from '../../platform/http/shared-pages.ts'
import { typedNumero } from '../../platform/http/typed-numbers.ts'
import { createDrawOnce } from '../../platform/pdf/draw-once.ts'
import { administrationRoutes } from './administration-routes.tsx'
import { fermeturePassee, fermeturesEntre } from './disponibilite.query.ts'
import type { DisponibiliteDeps } from './disponibilite-deps.ts'
import { attestationIndisponibilite } from './documents/attestation-indisponibilite.ts'
import { formulairesPapier } from './formulaires-papier.ts'
import { JOURS, partOuverte, quatreVingtDixJours, sansDoublon } from './historique.ts'
import { DisponibilitePage } from './pages/disponibilite-page.tsx'
import { FermetureIntrouvable } from './refusals.ts'

/** The state of the service, its history and what attests it. */
export function disponibiliteRoutes(web: FastifyInstance, deps: DisponibiliteDeps): void {
  const { calendrier, catalogue, clock, collectivite, db, sante } = deps
  const drawOnce = createDrawOnce()
  const titre = catalogue.titreDe
  web.get('/disponibilite', SHARED, async (_, reply) => {
    const now = clock.now()
    const from = new Date(now.getTime() - JOURS * 86_400_000)
    const { fermetures, depuis } = await fermeturesEntre(db, from, now)
    // Asked again each time: who looks here wants the state of now, and an unchanged page costs nothing (ETag).
    return reply.header('cache-control', 'public, no-cache').page({
      titre: 'Disponibilité du service',
      description: 'L’état du service, les maintenances annoncées et les 90 derniers jours.',
      contenu: (
        <DisponibilitePage
          collectivite={collectivite}
          now={now}
          sante={await sante()}
          maintenances={calendrier.aVenir()}
          fermetures={sansDoublon(fermetures)}
          jours={quatreVingtDixJours(fermetures, now)}
          ouvert={partOuverte(fermetures, depuis ?? from, now)}
          depuis={depuis}
          titre={titre}
          formulaires={formulairesPapier(catalogue)}
        />
      ),
    })
  })
  web.get<{ Params: { numero: string } }>(
    '/disponibilite/attestations/:numero',
    { config: { access: 'public' } },
    async (request, reply) => {
      const numero = typedNumero(request.params.numero)
      const fermeture = numero && (await fermeturePassee(db, numero, clock.now()))
      if (!fermeture) throw new FermetureIntrouvable()
      const quoi =
        fermeture.demarche === null
          ? 'Tous les services en ligne'
          : `La démarche « ${titre(fermeture.demarche)} »`
      return cacheable(reply)
        .type('application/pdf')
        .header(
          'content-disposition',
          `inline; filename="attestation-indisponibilite-${fermeture.numero}.pdf"`,
        )
        .send(
          await drawOnce(String(fermeture.numero), () =>
            attestationIndisponibilite(collectivite, fermeture, quoi),
          ),
        )
    },
  )
  administrationRoutes(web, deps)
}
