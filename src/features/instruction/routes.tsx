import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField, textFields } from '../../platform/http/fields.ts'
import { shownNumber } from '../../platform/http/typed-numbers.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { avisDeLaDemande } from '../avis/index.ts'
import { DecideurAnonyme } from '../decisions/index.ts'
import {
  ActeImpossible,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
  documentsDuFormulaire,
  summariseDemande,
} from '../demandes/index.ts'
import { echangePourAgent, type LectureDeps } from '../echanges/index.ts'
import { apercusOfDemande, piecesOfDemande, recuesDe, sortsOfPieces } from '../pieces/index.ts'
import { paiementPourAgent } from '../remboursements/index.ts'
import { acceptDemande } from './accept-demande.ts'
import { type ActeRecu, getDemarche, type InstructionDeps } from './acte-d-agent.ts'
import type { Erreurs } from './acte-saisie.ts'
import { ACTES_D_AGENT, type ActeDAgent, actesLabels, isChangeOfState } from './actes-labels.ts'
import { closeDemande } from './close-demande.ts'
import { implicitAcceptance, partiesOf } from './decide-demande.ts'
import { decisionParPartieRoutes } from './decision-par-partie-routes.tsx'
import { demandablesOf } from './demandables.ts'
import {
  changesSince,
  type DemandeAInstruire,
  demandeAInstruire,
  type Lignes,
} from './demande-a-instruire.query.ts'
import type { Entourage } from './entourage.ts'
import { lettreRoutes } from './lettre-routes.ts'
import { lettresDe } from './lettres.query.ts'
import { DemandePage } from './pages/demande-page.tsx'
import type { AutreRendue } from './pages/juger-piece.tsx'
import { pieceRoutes } from './piece-routes.ts'
import { AcceptationImpliciteNee } from './refusals.ts'
import { refuseDemande } from './refuse-demande.ts'
import { requestComplement } from './request-complement.ts'
import type { RefusRendu, SaisieRendue } from './saisie-rendue.ts'
import { takeDemande } from './take-demande.ts'
import { findTransmission } from './transmission.query.ts'

export interface InstructionWebDeps extends InstructionDeps, LectureDeps {
  /** What the queue says around a demande. */
  entourage?: Entourage
}

type Valeurs = Readonly<Record<string, string>>

interface ActeRoute {
  /** The fields of its form, kept when it comes back. */
  champs: readonly string[]
  run: (deps: InstructionWebDeps, acteur: AgentActor, recu: ActeRecu, valeurs: Valeurs) => Promise<Erreurs>
}

const text = (valeurs: Valeurs, champ: string): string => valeurs[champ] ?? ''

const ROUTES = {
  'prendre-en-charge': {
    champs: [],
    run: async (deps, acteur, recu) => {
      await takeDemande(deps, acteur, recu)
      return []
    },
  },
  'demander-complement': {
    champs: ['elements', 'utiles', 'echeance', 'message'],
    run: async (deps, acteur, recu, valeurs) =>
      requestComplement(deps, acteur, {
        ...recu,
        demandables: (await contentsOf(deps, await demandeAInstruire(deps.db, acteur, recu.reference)))
          .demandables,
        saisie: {
          elements: text(valeurs, 'elements'),
          utiles: text(valeurs, 'utiles'),
          liens: text(valeurs, 'liens').split('\n'),
          echeance: text(valeurs, 'echeance'),
          message: text(valeurs, 'message'),
        },
      }),
  },
  accepter: {
    champs: ['motivation'],
    run: (deps, acteur, recu, valeurs) =>
      acceptDemande(deps, acteur, { ...recu, motivation: text(valeurs, 'motivation') }),
  },
  refuser: {
    champs: ['motivation'],
    run: (deps, acteur, recu, valeurs) =>
      refuseDemande(deps, acteur, { ...recu, motivation: text(valeurs, 'motivation') }),
  },
  'classer-sans-suite': {
    champs: ['motivation'],
    run: (deps, acteur, recu, valeurs) =>
      closeDemande(deps, acteur, { ...recu, motivation: text(valeurs, 'motivation') }),
  },
} as const satisfies Record<ActeDAgent, ActeRoute>

const AGENTS = { config: { access: COMPTOIR } } as const

/** One demande on the counter, and the acts on it. */
export function instructionRoutes(web: FastifyInstance, deps: InstructionWebDeps): void {
  lettreRoutes(web, deps)
  web.get('/agents/demandes/:reference', AGENTS, (request, reply) =>
    answerDemande(deps, agentDe(request), referenceOf(request), reply, { query: request.query }),
  )

  pieceRoutes(web, deps, (request, reply, reference, autreRendue) =>
    answerDemande(deps, agentDe(request), reference, reply, { autreRendue }),
  )

  decisionParPartieRoutes(web, deps)
  for (const acte of ACTES_D_AGENT) {
    web.post(`/agents/demandes/:reference/${actesLabels[acte].chemin}`, AGENTS, (request, reply) =>
      doActe(deps, acte, request, reply),
    )
  }
}

async function doActe(
  deps: InstructionWebDeps,
  acte: ActeDAgent,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const acteur = agentDe(request)
  const recu = { reference: referenceOf(request), revisionVue: shownNumber(request.body, 'revision') }
  const { champs, run }: ActeRoute = ROUTES[acte]
  const valeurs = {
    ...Object.fromEntries(champs.map((champ) => [champ, textField(request.body, champ)])),
    ...(acte === 'demander-complement' ? { liens: textFields(request.body, 'lien').join('\n') } : {}),
  }
  try {
    const erreurs = await run(deps, acteur, recu, valeurs)
    if (erreurs.length === 0) return reply.goTo(`/agents/demandes/${recu.reference}`)
    return await answerDemande(deps, acteur, recu.reference, reply, {
      back: { acte, valeurs, erreurs, ...recu },
    })
  } catch (error) {
    const refus = refusOf(error)
    if (!refus) throw error
    return answerDemande(deps, acteur, recu.reference, reply, {
      back: { acte, valeurs, erreurs: [], refus, ...recu },
    })
  }
}

/** The refusals after which the page comes back with what was typed; the others have their own page. */
function refusOf(error: unknown): RefusRendu | undefined {
  if (error instanceof AcceptationImpliciteNee) return { kind: 'acceptation-implicite', le: error.le }
  if (error instanceof DecideurAnonyme) return { kind: 'decideur-anonyme' }
  if (error instanceof DemandeModifieeEntreTemps || error instanceof ActeImpossible)
    return { kind: 'modifiee', changements: [] }
  return undefined
}

interface Suite {
  /** An act that was not done, with what was typed. */
  back?: SaisieRendue & ActeRecu
  autreRendue?: AutreRendue
  query?: unknown
}

async function answerDemande(
  deps: InstructionWebDeps,
  acteur: AgentActor,
  reference: string,
  reply: FastifyReply,
  { back, autreRendue, query }: Suite = {},
) {
  const asked = histoireAsked(query)
  const histoire = asked ?? 'actes'
  const vue = await demandeAInstruire(deps.db, acteur, reference, histoire)
  const now = deps.clock.now()
  const [{ resume, pieces, apercus, sorts, demandables }, echange, avis, transmission, lettres, paiement] =
    await Promise.all([
      contentsOf(deps, vue),
      echangePourAgent(deps, acteur, reference),
      avisDeLaDemande(deps.db, vue.demande.id),
      findTransmission(deps.db, vue.demande.id),
      lettresDe(deps.db, vue.demande.id),
      paiementPourAgent(deps.db, vue.demande.id),
    ])
  const autour = await deps.entourage?.(acteur, vue.demande, query)
  const rendue =
    back && withChanges(back, changesSince(vue, back.revisionVue, isChangeOfState), vue.demande.revision)
  const accepted = implicitAcceptance(deps, vue.demande, now)
  const parties = await partiesOf(deps, vue.demande)
  return reply.page({
    titre: `${rendue ? (rendue.refus ? 'Non fait\u00a0: ' : 'À corriger\u00a0: ') : ''}Demande ${reference}`,
    statut: rendue ? (rendue.refus ? 409 : 422) : autreRendue ? 422 : 200,
    contenu: (
      <DemandePage
        vue={vue}
        demarche={getDemarche(deps, vue.demande.demarche)}
        resume={resume}
        pieces={pieces}
        echange={echange}
        apercus={apercus}
        sorts={sorts}
        demandables={demandables}
        autreRendue={autreRendue}
        avis={avis}
        transmission={transmission}
        lettres={lettres}
        paiement={paiement}
        today={parisDay(now)}
        parties={parties.length}
        fermes={accepted ? ['refuser', 'classer-sans-suite'] : []}
        histoire={histoire}
        histoireDepliee={asked !== undefined}
        {...(autour ? { autour } : {})}
        encadrement={acteur.role !== 'instructeur'}
        {...(rendue ? { rendue } : {})}
      />
    ),
  })
}

/** Which lines of the journal the address asks for. */
function histoireAsked(query: unknown): Lignes | undefined {
  const asked = (query as { histoire?: unknown } | null | undefined)?.histoire
  return asked === 'consultations' || asked === 'actes' ? asked : undefined
}

/** The filed answers in words, by their own version of the form, the documents, and what a complement may ask for. */
async function contentsOf(deps: InstructionWebDeps, { demande }: Pick<DemandeAInstruire, 'demande'>) {
  const [definition, pieces, apercus, sorts] = await Promise.all([
    deps.findDefinition(deps.db, demande.demarche, demande.definition_version),
    piecesOfDemande(deps.db, demande.id),
    apercusOfDemande(deps.db, demande.id),
    sortsOfPieces(deps.db, demande.id),
  ])
  if (!definition) throw new Error(`the form that demande ${demande.reference} was filed under was not kept`)
  const presentes = pieces.filter(({ id }) => !sorts.get(id)?.remplacee)
  const demandables = demandablesOf(documentsDuFormulaire(demande, definition), pieces, sorts)
  return {
    resume: summariseDemande(demande, definition, recuesDe(presentes)),
    pieces,
    apercus,
    sorts,
    demandables,
  }
}

/**
 * A form that comes back on a demande that moved is a conflict even when it also has errors: the page carries the new
 * revision, so what changed must be said before the form can be sent again.
 */
function withChanges(
  back: SaisieRendue & ActeRecu,
  changements: ReturnType<typeof changesSince>,
  revision: number,
): SaisieRendue {
  const moved = revision !== back.revisionVue
  return moved || back.refus?.kind === 'modifiee'
    ? { ...back, refus: { kind: 'modifiee', changements } }
    : back
}

/** @throws DemandeIntrouvable when it cannot be one: the same page as for one that does not exist */
function referenceOf(request: FastifyRequest): string {
  const reference = parseReference((request.params as { reference: string }).reference)
  if (!reference) throw new DemandeIntrouvable()
  return reference
}
