import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { DemandeIntrouvable } from '../demandes/index.ts'
import { JournalPage } from './pages/journal-page.tsx'
import { type JournalDeps, nomsDesAgents, readJournal, takeJournal } from './read-journal.ts'

export interface JournalWebDeps extends JournalDeps {
  /** What an action of the journal is called at the counter. */
  faitEnMots: (action: string) => string
}

type Request = FastifyRequest<{ Params: { reference: string } }>

const STAFF = { config: { access: { agent: ['responsable', 'administrateur'] } } } as const

/** The journal of a demande, to read and to take away. */
export function journalRoutes(web: FastifyInstance, deps: JournalWebDeps): void {
  web.get('/agents/demandes/:reference/journal', STAFF, async (request, reply) => {
    const reference = referenceOf(request as Request)
    const journal = await readJournal(deps, agentDe(request), reference)
    return reply.page({
      titre: `Journal de la demande ${reference}`,
      contenu: (
        <JournalPage
          reference={reference}
          journal={journal}
          noms={await nomsDesAgents(deps, journal)}
          faitEnMots={deps.faitEnMots}
        />
      ),
    })
  })
  web.get('/agents/demandes/:reference/journal.jsonl', STAFF, async (request, reply) => {
    const reference = referenceOf(request as Request)
    const file = await takeJournal(deps, agentDe(request), reference)
    return reply
      .headers({
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="journal-${reference}.jsonl"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .send(file)
  })
}

/** @throws DemandeIntrouvable when it cannot be one */
function referenceOf({ params }: Request): string {
  const reference = parseReference(params.reference)
  if (!reference) throw new DemandeIntrouvable()
  return reference
}
