import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ADMINISTRATEUR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { audienceDe, comptesDe } from './audience.query.ts'
import type { AudienceDeps } from './audience-deps.ts'
import { exportCsv } from './export-csv.ts'
import { AudiencePage } from './pages/audience-page.tsx'
import { type DatesTapees, readPeriode } from './periode.ts'

const ADRESSE = '/agents/administration/audience'

/** What the administrators read of the counts, and the file they take away. */
export function administrationRoutes(web: FastifyInstance, deps: AudienceDeps): void {
  const { clock, db, pagesMesurees } = deps
  web.get(ADRESSE, { config: { access: ADMINISTRATEUR } }, async (request, reply) => {
    const tapees = tapeesIn(request)
    const { periode, erreurs } = readPeriode(tapees, parisDay(clock.now()))
    const faux = Object.keys(erreurs).length > 0
    return reply.page({
      statut: faux ? 422 : 200,
      titre: `${faux ? 'Erreur : a' : 'A'}udience`,
      contenu: (
        <AudiencePage
          periode={periode}
          tapees={tapees}
          erreurs={erreurs}
          audience={await audienceDe(db, periode)}
          libelle={pagesMesurees.libelle}
        />
      ),
    })
  })
  web.get(
    `${ADRESSE}.csv`,
    { config: { access: ADMINISTRATEUR }, exposeHeadRoute: false },
    (request, reply) => {
      const { periode } = readPeriode(tapeesIn(request), parisDay(clock.now()))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="audience-${periode.du}-${periode.au}.csv"`)
        .send(Readable.from(exportCsv(comptesDe(db, periode))))
    },
  )
}

function tapeesIn({ query }: FastifyRequest): DatesTapees {
  const field = (nom: string): string => textField(query, nom).replaceAll('\0', '').slice(0, 20)
  return { periode: field('periode'), du: field('du'), au: field('au') }
}
