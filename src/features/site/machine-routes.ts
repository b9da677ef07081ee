import type { FastifyInstance } from 'fastify'
import { cacheable } from '../../platform/http/shared-pages.ts'
import { robots, sitemap } from './plan-du-site.ts'
import { securityTxt } from './security-txt.ts'
import type { SiteDeps } from './site-deps.ts'

const PUBLIC = { config: { access: 'public' } } as const

/** The addresses that the machines around us watch. */
export function machineRoutes(web: FastifyInstance, deps: SiteDeps): void {
  const { catalogue, clock, collectivite, publicOrigin, sante } = deps
  web.get('/sante', PUBLIC, (_, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok'),
  )
  web.get('/sante/pret', PUBLIC, async (_, reply) => {
    const { analyses, paiement, ...parts } = await sante()
    const ready = Object.values(parts).every((part) => part === 'ok')
    return reply
      .header('cache-control', 'no-store')
      .code(ready ? 200 : 503)
      .send({
        ...parts,
        ...(analyses === undefined ? {} : { analyses }),
        ...(paiement === undefined ? {} : { paiement }),
      })
  })
  web.get('/robots.txt', PUBLIC, (_, reply) =>
    cacheable(reply).type('text/plain; charset=utf-8').send(robots(publicOrigin)),
  )
  web.get('/sitemap.xml', PUBLIC, (_, reply) =>
    cacheable(reply).type('application/xml; charset=utf-8').send(sitemap(publicOrigin, catalogue)),
  )
  web.get('/.well-known/security.txt', PUBLIC, (_, reply) =>
    cacheable(reply)
      .type('text/plain; charset=utf-8')
      .send(securityTxt(clock.now(), publicOrigin, collectivite.securite.courriel)),
  )
}
