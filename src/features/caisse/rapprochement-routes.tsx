import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../platform/db/database.ts'
import { CAISSE, COMPTES } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { longDay, parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { readCurseur } from './curseur.ts'
import { RapprochementPage } from './pages/rapprochement-page.tsx'
import { planRapprochement } from './rapproche.ts'
import { rapprochementDuJour } from './rapprochement.query.ts'

const ADRESSE = '/agents/caisse/rapprochement'

/** Our book beside the provider's. */
export function rapprochementRoutes(web: FastifyInstance, deps: CaisseDeps): void {
  const { db, clock, prestataire, titreDe } = deps
  web.get(ADRESSE, { config: { access: COMPTES } }, async (request, reply) => {
    const acteur = agentDe(request)
    const today = parisDay(clock.now())
    const asked = textField(request.query, 'jour')
    const jour = isDay(asked) && asked <= today ? asked : addDays(today, -1)
    const apres = readCurseur(textField(request.query, 'apres'))
    const vue = await rapprochementDuJour(db, acteur, { jour, apres })
    return reply.page({
      titre: `Rapprochement avec Payline du ${longDay(jour)}`,
      contenu: (
        <RapprochementPage
          {...{ jour, today, vue, titreDe, role: acteur.role }}
          demande={textField(request.query, 'demande') !== ''}
          enLigne={prestataire !== undefined}
        />
      ),
    })
  })
  web.post(ADRESSE, { config: { access: CAISSE } }, async (request, reply) => {
    const now = clock.now()
    const asked = textField(request.body, 'jour')
    const jour = isDay(asked) && asked <= parisDay(now) ? asked : addDays(parisDay(now), -1)
    await inTransaction(db, (tx) => planRapprochement(tx, { jour, depuis: now }, now))
    return reply.goTo(`${ADRESSE}?jour=${jour}&demande=1`)
  })
}
