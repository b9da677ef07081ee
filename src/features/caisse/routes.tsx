import type { FastifyInstance } from 'fastify'
import { COMPTES } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { checkPeriode, type ErreursDePeriode } from '../../platform/legal-clock/check-periode.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { longDay, parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { chequesRoutes } from './cheques-routes.tsx'
import { cloturesRoutes } from './clotures-routes.tsx'
import { readCurseur } from './curseur.ts'
import { journalDuJour } from './journal-de-caisse.query.ts'
import { moisDeCaisse } from './mois.query.ts'
import { moisEnMots, readMois } from './mois.ts'
import { FichierPage } from './pages/fichier-page.tsx'
import { JournalDeCaissePage } from './pages/journal-de-caisse-page.tsx'
import { MoisPage } from './pages/mois-page.tsx'
import { rapprochementRoutes } from './rapprochement-routes.tsx'
import { EcritureIntrouvable } from './refusals.ts'
import { writeFichier } from './write-fichier.ts'

const LIT = { config: { access: COMPTES } } as const
const ANNEE_JOURS = 366

/** The accounts of the régie. */
export function caisseRoutes(web: FastifyInstance, deps: CaisseDeps): void {
  journalRoutes(web, deps)
  fichierRoutes(web, deps)
  cloturesRoutes(web, deps)
  chequesRoutes(web, deps)
  rapprochementRoutes(web, deps)
}

function journalRoutes(web: FastifyInstance, { db, clock, titreDe }: CaisseDeps): void {
  web.get('/agents/caisse', LIT, async (request, reply) => {
    const { demarches, role } = agentDe(request)
    const today = parisDay(clock.now())
    const asked = textField(request.query, 'jour')
    const jour = isDay(asked) && asked <= today ? asked : today
    const apres = readCurseur(textField(request.query, 'apres'))
    const journal = await journalDuJour(db, { demarches, jour, apres })
    return reply.page({
      titre: `Caisse du ${longDay(jour)}`,
      contenu: <JournalDeCaissePage {...{ journal, today, role, titreDe }} suiteDe={apres !== undefined} />,
    })
  })
  web.get('/agents/caisse/mois', LIT, async (request, reply) => {
    const { demarches, role } = agentDe(request)
    const today = parisDay(clock.now())
    const present = today.slice(0, 7)
    const asked = readMois(textField(request.query, 'mois'))
    const mois = asked !== undefined && asked <= present ? asked : present
    const vue = await moisDeCaisse(db, demarches, mois)
    return reply.page({
      titre: `Caisse de ${moisEnMots(mois)}`,
      contenu: <MoisPage {...{ mois, today, vue, role, titreDe }} />,
    })
  })
}

function fichierRoutes(web: FastifyInstance, deps: CaisseDeps): void {
  web.get('/agents/caisse/fichier', LIT, (request, reply) => {
    const today = parisDay(deps.clock.now())
    const [du, au] = [dayField(request.query, 'du'), dayField(request.query, 'au')]
    const asked = du !== '' || au !== ''
    const tape = asked ? { du, au } : { du: `${today.slice(0, 7)}-01`, au: today }
    const erreurs = asked ? check(tape, today) : {}
    const faux = Object.keys(erreurs).length > 0
    return reply.page({
      statut: faux ? 422 : 200,
      titre: faux ? 'Erreur : fichier de la caisse' : 'Fichier de la caisse',
      contenu: <FichierPage {...{ tape, erreurs }} pret={asked && !faux} role={agentDe(request).role} />,
    })
  })
  // Who paid what leaves the portal: the password of the last five minutes is wanted.
  web.get(
    '/agents/caisse/journal.csv',
    { config: { access: COMPTES, recente: true }, exposeHeadRoute: false },
    async (request, reply) => {
      const periode = { du: dayField(request.query, 'du'), au: dayField(request.query, 'au') }
      const erreurs = check(periode, parisDay(deps.clock.now()))
      if (Object.keys(erreurs).length > 0) throw new EcritureIntrouvable()
      const contenu = await writeFichier(deps, agentDe(request), periode)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="caisse-${periode.du}-${periode.au}.csv"`)
        .header('cache-control', 'no-store')
        .send(contenu)
    },
  )
}

const dayField = (query: unknown, nom: string): string =>
  textField(query, nom).replaceAll('\0', '').slice(0, 20)

const check = (periode: { du: string; au: string }, today: string): ErreursDePeriode =>
  checkPeriode(periode, today, (du, au) =>
    addDays(du, ANNEE_JOURS) <= au
      ? 'Un fichier couvre un an au plus : choisissez un premier jour plus récent.'
      : undefined,
  )
