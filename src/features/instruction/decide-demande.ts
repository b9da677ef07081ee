import type { Reponses } from '../../formulaire/definition.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { closeAvis } from '../avis/index.ts'
import {
  decideAll,
  type PartieDecidee,
  type PartieDemandee,
  partiesDemandees,
  recordDecision,
} from '../decisions/index.ts'
import { applyActe, type DemandeRow, findManque, lockDemande } from '../demandes/index.ts'
import { type ActeRecu, getDemarche, type InstructionDeps } from './acte-d-agent.ts'
import { AcceptationImpliciteNee } from './refusals.ts'

const SENS = {
  accepter: 'acceptee',
  'accepter-en-partie': 'acceptee_partiellement',
  refuser: 'refusee',
  'classer-sans-suite': 'sans_suite',
} as const

/** What a missing document puts off (CRPA L114-5-1). */
const GRANTS: ReadonlySet<keyof typeof SENS> = new Set(['accepter', 'accepter-en-partie'])

/**
 * Ends a demande in one transaction: state, decision with its parts, open complement closed (unless a right is granted
 * that waits for its document), opinions closed, journal, one mail.
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible | AcceptationImpliciteNee
 */
export async function decideDemande(
  deps: InstructionDeps,
  acteur: AgentActor,
  acte: ActeRecu & {
    acte: keyof typeof SENS
    motivation: string
    /** Where each part was decided; the same for all of them when absent. */
    parties?: readonly PartieDecidee[]
  },
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, acte.reference, acteur)
    const manque = GRANTS.has(acte.acte) ? await findManque(tx, demande.id) : undefined
    await applyActe(tx, {
      demande,
      acte: acte.acte,
      acteur,
      le,
      revisionVue: acte.revisionVue,
      decisionImpliciteLe: null,
      attendEncore: manque !== undefined,
      donnees: { decisionImpliciteAvant: demande.decision_implicite_le },
      endAvis: (tx, fin) => closeAvis(tx, deps, getDemarche(deps, demande.demarche).titre, fin),
    })
    if (SENS[acte.acte] !== 'acceptee') refuseOnceAccepted(deps, demande, le)
    await recordDecision(tx, deps, {
      demande,
      acteur,
      le,
      sens: SENS[acte.acte],
      motivation: acte.motivation,
      ...(manque ? { manque } : {}),
      parties: acte.parties ?? (await wholeParties(tx, deps, demande, acte)),
    })
  })
}

/** What may be decided apart in this demande, by the form that it was filed under. */
export async function partiesOf(
  deps: InstructionDeps,
  demande: DemandeRow,
  db: Db = deps.db,
): Promise<PartieDemandee[]> {
  const definition = await deps.findDefinition(db, demande.demarche, demande.definition_version)
  if (!definition) throw new Error(`the form that demande ${demande.reference} was filed under was not kept`)
  const reponses = demande.reponses as unknown as Reponses
  return partiesDemandees(getDemarche(deps, demande.demarche), definition, reponses)
}

async function wholeParties(
  tx: Tx,
  deps: InstructionDeps,
  demande: DemandeRow,
  { acte, motivation }: { acte: keyof typeof SENS; motivation: string },
): Promise<PartieDecidee[]> {
  if (acte !== 'accepter' && acte !== 'refuser') return []
  return decideAll(await partiesOf(deps, demande, tx), SENS[acte], motivation)
}

/** The day on which silence accepted this demande, when it did; YYYY-MM-DD. */
export function implicitAcceptance(
  deps: InstructionDeps,
  demande: DemandeRow,
  now: Date,
): string | undefined {
  const le = demande.decision_implicite_le
  const accepts = getDemarche(deps, demande.demarche).silence.effet === 'acceptation'
  return accepts && le !== null && le <= parisDay(now) ? le : undefined
}

export function refuseOnceAccepted(deps: InstructionDeps, demande: DemandeRow, now: Date): void {
  const accepted = implicitAcceptance(deps, demande, now)
  if (accepted) throw new AcceptationImpliciteNee(demande.reference, accepted)
}
