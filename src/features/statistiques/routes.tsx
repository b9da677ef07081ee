import type { FastifyInstance } from 'fastify'
import type { Option } from '../../formulaire/definition.ts'
import { textField } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { Catalogue, DemarchePubliee } from '../demarches/index.ts'
import type { StatistiquesDeps } from './count-statistiques.ts'
import { StatistiquesPage } from './pages/statistiques-page.tsx'
import { periodeDe } from './periode.ts'
import { statistiquesDe } from './statistiques.query.ts'

interface StatistiquesWebDeps extends StatistiquesDeps {
  catalogue: Pick<Catalogue, 'find' | 'titreDe'>
}

/** Counts of a démarche, for those who answer for it. */
export function statistiquesRoutes(
  web: FastifyInstance,
  { db, clock, catalogue }: StatistiquesWebDeps,
): void {
  const access = { agent: ['responsable', 'administrateur'] } as const
  web.get('/agents/statistiques', { config: { access } }, async (request, reply) => {
    const { demarches } = agentDe(request)
    const asked = textField(request.query, 'demarche')
    const demarche = demarches.includes(asked) ? asked : demarches[0]
    const titre = 'Statistiques'
    if (demarche === undefined)
      return reply.page({
        titre,
        contenu: (
          <>
            <h1 tabIndex={-1}>Statistiques</h1>
            <p>
              Aucune démarche ne vous est confiée pour l’instant. Demandez à un administrateur de vous en
              ouvrir une.
            </p>
          </>
        ),
      })
    const now = clock.now()
    const periode = periodeDe(textField(request.query, 'periode'), parisDay(now))
    return reply.page({
      titre,
      contenu: (
        <StatistiquesPage
          demarches={demarches.map((slug) => ({ slug, titre: catalogue.titreDe(slug) }))}
          demarche={demarche}
          periode={periode}
          vue={await statistiquesDe(db, demarche, periode, now)}
          options={optionsOf(catalogue.find(demarche))}
        />
      ),
    })
  })
}

/** The choices of the question that the démarche counts by. */
function optionsOf(publiee: DemarchePubliee | undefined): readonly Option[] {
  const champ = publiee?.demarche.statistiques?.parOption?.split('.')[1]
  const champs = (publiee?.formulaire?.pages ?? []).flatMap(({ sections }) =>
    sections.flatMap((section) => section.champs),
  )
  const found = champs.find(({ id }) => id === champ)
  return found && 'options' in found ? found.options : []
}
