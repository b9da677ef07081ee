import type { FastifyInstance } from 'fastify'
import { cacheable, SHARED } from '../../platform/http/shared-pages.ts'
import { AccessibilitePage } from './pages/accessibilite-page.tsx'
import { AidePage } from './pages/aide-page.tsx'
import { DonneesPersonnellesPage } from './pages/donnees-personnelles-page.tsx'
import { MentionsLegalesPage } from './pages/mentions-legales-page.tsx'
import { NavigateursPage } from './pages/navigateurs-page.tsx'
import { PlanPage } from './pages/plan-page.tsx'
import { SchemaAccessibilitePage } from './pages/schema-accessibilite-page.tsx'
import { SecuritePage } from './pages/securite-page.tsx'
import type { SiteDeps } from './site-deps.ts'

/** What the law and good manners ask a public site to say. */
export function legalRoutes(web: FastifyInstance, deps: SiteDeps): void {
  const { catalogue, collectivite, navigateurs, publicOrigin } = deps
  web.get('/mentions-legales', SHARED, (_, reply) =>
    cacheable(reply).page({
      titre: 'Mentions légales',
      contenu: <MentionsLegalesPage collectivite={collectivite} />,
    }),
  )
  web.get('/donnees-personnelles', SHARED, (_, reply) =>
    cacheable(reply).page({
      titre: 'Données personnelles',
      description: 'Ce que nous savons de vous, pourquoi, combien de temps, et vos droits.',
      contenu: <DonneesPersonnellesPage collectivite={collectivite} demarches={catalogue.all()} />,
    }),
  )
  web.get('/accessibilite', SHARED, (_, reply) =>
    cacheable(reply).page({
      titre: `Accessibilité : ${collectivite.accessibilite}`,
      contenu: (
        <AccessibilitePage
          collectivite={collectivite}
          navigateurs={navigateurs}
          demarches={catalogue.all()}
        />
      ),
    }),
  )
  web.get('/accessibilite/schema-pluriannuel', SHARED, (_, reply) =>
    cacheable(reply).page({
      titre: 'Schéma pluriannuel d’accessibilité',
      contenu: <SchemaAccessibilitePage collectivite={collectivite} />,
    }),
  )
  helpRoutes(web, deps)
  web.get('/securite', SHARED, (_, reply) =>
    cacheable(reply).page({
      titre: 'Sécurité',
      description: 'Reconnaître la page de paiement et nos messages, signaler un problème.',
      contenu: <SecuritePage collectivite={collectivite} publicOrigin={publicOrigin} />,
    }),
  )
  web.get('/navigateurs', SHARED, (_, reply) =>
    cacheable(reply).page({
      titre: 'Navigateurs',
      contenu: <NavigateursPage collectivite={collectivite} navigateurs={navigateurs} />,
    }),
  )
}

function helpRoutes(web: FastifyInstance, { catalogue, collectivite }: SiteDeps): void {
  web.get('/aide', SHARED, (_, reply) =>
    cacheable(reply).page({
      titre: 'Aide et contacts',
      description: 'Les questions que l’on nous pose, et comment parler à quelqu’un.',
      contenu: <AidePage collectivite={collectivite} demarches={catalogue.all()} />,
    }),
  )
  web.get('/plan-du-site', SHARED, (_, reply) =>
    cacheable(reply).page({ titre: 'Plan du site', contenu: <PlanPage demarches={catalogue.all()} /> }),
  )
}
