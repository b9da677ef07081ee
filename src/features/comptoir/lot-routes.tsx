import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { type Erreurs, statutsEnMots } from '../instruction/index.ts'
import { actesDeLot, type Valeurs } from './actes-de-lot.ts'
import type { ComptoirDeps } from './comptoir-deps.ts'
import { confirmLot } from './confirm-lot.ts'
import { foresee } from './foresee.ts'
import { getLot, type LotVu } from './lot.query.ts'
import { CompteRenduPage, LotPage } from './pages/lot-page.tsx'
import { LotIntrouvable } from './refusals.ts'
import { runLot } from './run-lot.ts'
import { typedUuid } from './typed-uuid.ts'

const AGENTS = { config: { access: COMPTOIR } } as const

/** One act on several demandes: shown, confirmed, done, and told. */
export function lotRoutes(web: FastifyInstance, deps: ComptoirDeps): void {
  web.get('/agents/lots/:id', AGENTS, async (request, reply) => {
    const lot = await getLot(deps.db, agentDe(request), idOfLot(request))
    if (!lot.confirmeLe) return showLot(deps, reply, lot)
    return reply.page({
      titre: `${actesDeLot[lot.acte].libelle} : compte rendu`,
      contenu: <CompteRenduPage lot={lot} />,
    })
  })

  web.post('/agents/lots/:id/confirmation', AGENTS, async (request, reply) => {
    const id = idOfLot(request)
    const acteur = agentDe(request)
    const lot = await getLot(deps.db, acteur, id)
    const { champs } = actesDeLot[lot.acte]
    const valeurs = Object.fromEntries(champs.map((champ) => [champ, textField(request.body, champ)]))
    const erreurs = await confirmLot(deps, acteur, id, valeurs)
    if (erreurs.length > 0) return showLot(deps, reply, lot, valeurs, erreurs)
    // What cannot be done now is tried again by the job of the lot, which reports its faults.
    await runLot(deps, id).catch(() => undefined)
    return reply.goTo(`/agents/lots/${id}`)
  })
}

function showLot(
  deps: ComptoirDeps,
  reply: FastifyReply,
  lot: LotVu,
  valeurs: Valeurs = {},
  erreurs: Erreurs = [],
): FastifyReply {
  const today = parisDay(deps.clock.now())
  const previsions = lot.lignes.map((ligne) =>
    foresee(lot.acte, ligne, {
      today,
      silenceAccepte: deps.catalogue.find(ligne.demarche)?.demarche.silence.effet === 'acceptation',
      etatEnMots: statutsEnMots[ligne.statut],
    }),
  )
  const titre = `${actesDeLot[lot.acte].libelle} : ce qui se passera`
  return reply.page({
    statut: erreurs.length > 0 ? 422 : 200,
    titre: erreurs.length > 0 ? `À corriger : ${titre}` : titre,
    contenu: <LotPage lot={lot} previsions={previsions} valeurs={valeurs} erreurs={erreurs} today={today} />,
  })
}

/** @throws LotIntrouvable when it cannot be one */
function idOfLot(request: FastifyRequest): string {
  const id = typedUuid((request.params as { id: string }).id)
  if (!id) throw new LotIntrouvable()
  return id
}
