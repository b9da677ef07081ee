import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber } from '../../platform/http/typed-numbers.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { champsDesParties, DecideurAnonyme } from '../decisions/index.ts'
import {
  ActeImpossible,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
  isAllowed,
  summariseDemande,
} from '../demandes/index.ts'
import type { InstructionDeps } from './acte-d-agent.ts'
import { isChangeOfState } from './actes-labels.ts'
import { partiesOf } from './decide-demande.ts'
import { decideParPartie } from './decide-par-partie.ts'
import { changesSince, demandeAInstruire } from './demande-a-instruire.query.ts'
import { DecisionParPartiePage, type PartiesRendues } from './pages/decision-par-partie-page.tsx'
import { AcceptationImpliciteNee } from './refusals.ts'
import type { RefusRendu } from './saisie-rendue.ts'

const AGENTS = { config: { access: COMPTOIR } } as const

/** The page that decides each option of each person apart, where the démarche allows it. */
export function decisionParPartieRoutes(web: FastifyInstance, deps: InstructionDeps): void {
  const chemin = '/agents/demandes/:reference/decision-par-partie'
  web.get(chemin, AGENTS, (request, reply) => showParties(deps, request, reply))
  web.post(chemin, AGENTS, async (request, reply) => {
    const reference = referenceOf(request)
    const recu = { reference, revisionVue: shownNumber(request.body, 'revision') }
    const lire = (champ: string): string => textField(request.body, champ)
    try {
      const erreurs = await decideParPartie(deps, agentDe(request), { ...recu, lire })
      if (erreurs.length === 0) return reply.goTo(`/agents/demandes/${reference}`)
      return await showParties(deps, request, reply, { ...recu, lire, erreurs })
    } catch (error) {
      const refus = refusOf(error)
      if (!refus) throw error
      return showParties(deps, request, reply, { ...recu, lire, erreurs: [], refus })
    }
  })
}

function refusOf(error: unknown): RefusRendu | undefined {
  if (error instanceof AcceptationImpliciteNee) return { kind: 'acceptation-implicite', le: error.le }
  if (error instanceof DecideurAnonyme) return { kind: 'decideur-anonyme' }
  if (error instanceof DemandeModifieeEntreTemps || error instanceof ActeImpossible)
    return { kind: 'modifiee', changements: [] }
  return undefined
}

interface Rendu extends Omit<PartiesRendues, 'valeurs'> {
  revisionVue: number
  lire: (champ: string) => string
}

async function showParties(
  deps: InstructionDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  rendu?: Rendu,
): Promise<FastifyReply> {
  const vue = await demandeAInstruire(deps.db, agentDe(request), referenceOf(request))
  const { demande, usager } = vue
  const [parties, definition] = await Promise.all([
    partiesOf(deps, demande),
    deps.findDefinition(deps.db, demande.demarche, demande.definition_version),
  ])
  if (parties.length === 0 || !definition) throw new DemandeIntrouvable()
  const rendues = rendu && {
    valeurs: Object.fromEntries(champsDesParties(parties.length).map((champ) => [champ, rendu.lire(champ)])),
    erreurs: rendu.erreurs,
    ...refusWithChanges(rendu, changesSince(vue, rendu.revisionVue, isChangeOfState), demande.revision),
  }
  const refuse = rendues?.refus !== undefined
  return reply.page({
    titre: `${rendues ? (refuse ? 'Non fait : ' : 'À corriger : ') : ''}Décider point par point`,
    statut: rendues ? (refuse ? 409 : 422) : 200,
    contenu: (
      <DecisionParPartiePage
        reference={demande.reference}
        revision={demande.revision}
        demandeur={`${usager.prenom} ${usager.nom}`}
        parties={parties}
        resume={summariseDemande(demande, definition, [])}
        ouvert={isAllowed('accepter-en-partie', demande.statut, 'agent')}
        {...(rendues ? { rendues } : {})}
      />
    ),
  })
}

/** A form that comes back on a demande that moved is a conflict even when it also has errors. */
function refusWithChanges(
  { refus, revisionVue }: Rendu,
  changements: ReturnType<typeof changesSince>,
  revision: number,
): { refus?: RefusRendu } {
  if (revision !== revisionVue || refus?.kind === 'modifiee')
    return { refus: { kind: 'modifiee', changements } }
  return refus ? { refus } : {}
}

/** @throws DemandeIntrouvable when it cannot be one: the same page as for one that does not exist */
function referenceOf(request: FastifyRequest): string {
  const reference = parseReference((request.params as { reference: string }).reference)
  if (!reference) throw new DemandeIntrouvable()
  return reference
}
