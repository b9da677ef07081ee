import type { FastifyInstance } from 'fastify'
import { CAISSE, COMPTES } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { longDay, parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { closeJour } from './close-jour.ts'
import { apercuDeCloture, cloturesVues, getCloture } from './clotures.query.ts'
import { createCloturePdf } from './documents/cloture-pdf.ts'
import { ApercuPage } from './pages/apercu-page.tsx'
import { CloturePage } from './pages/cloture-page.tsx'
import { CloturesPage } from './pages/clotures-page.tsx'
import { EcritureIntrouvable } from './refusals.ts'

const LIT = { config: { access: COMPTES } } as const
const ADRESSE = '/agents/caisse/clotures'

interface Jour {
  Params: { jour: string }
}

/** The days that are closed, and how one is. */
export function cloturesRoutes(web: FastifyInstance, deps: CaisseDeps): void {
  const { db, clock, titreDe } = deps
  const cloturePdf = createCloturePdf(deps)
  web.get(ADRESSE, LIT, async (request, reply) => {
    const acteur = agentDe(request)
    const avant = textField(request.query, 'avant')
    const vues = await cloturesVues(db, acteur, {
      avant: /^\d{1,9}$/.test(avant) ? Number(avant) : undefined,
      today: parisDay(clock.now()),
    })
    return reply.page({
      titre: 'Clôtures de la caisse',
      contenu: <CloturesPage {...vues} role={acteur.role} />,
    })
  })
  web.get<Jour>(`${ADRESSE}/:jour`, LIT, async (request, reply) => {
    const vue = await getCloture(db, agentDe(request), request.params.jour)
    return reply.page({
      titre: `Clôture du ${longDay(vue.cloture.jour)}`,
      contenu: <CloturePage {...vue} titreDe={titreDe} />,
    })
  })
  web.get<Jour>(`${ADRESSE}/:jour/cloture.pdf`, LIT, async (request, reply) => {
    const vue = await getCloture(db, agentDe(request), request.params.jour)
    if (!vue.entiere) throw new EcritureIntrouvable()
    reply.header('content-disposition', `attachment; filename="cloture-${vue.cloture.jour}.pdf"`)
    return reply.type('application/pdf').send(await cloturePdf(vue))
  })
  web.get<Jour>(`${ADRESSE}/:jour/apercu`, { config: { access: CAISSE } }, async (request, reply) => {
    const apercu = await apercuDeCloture(db, agentDe(request), request.params.jour)
    return reply.page({
      titre: `Clore le ${longDay(apercu.jour)}`,
      contenu: <ApercuPage apercu={apercu} titreDe={titreDe} />,
    })
  })
  // It cannot be undone: the password of the last five minutes is wanted.
  web.post<Jour>(
    `${ADRESSE}/:jour`,
    { config: { access: CAISSE, recente: true } },
    async (request, reply) => {
      const { jour } = request.params
      if (!isDay(jour)) throw new EcritureIntrouvable()
      await closeJour(deps, agentDe(request), { jour, vu: textField(request.body, 'vu') })
      return reply.goTo(`${ADRESSE}/${jour}`)
    },
  )
}
