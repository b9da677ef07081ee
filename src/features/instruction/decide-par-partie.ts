import type { AgentActor } from '../../platform/session/actor.ts'
import { deriveSens, type Erreurs, readParties } from '../decisions/index.ts'
import { DemandeIntrouvable, type DemandeRow } from '../demandes/index.ts'
import type { ActeRecu, InstructionDeps } from './acte-d-agent.ts'
import { decideDemande, partiesOf } from './decide-demande.ts'

const ACTES = {
  acceptee: 'accepter',
  acceptee_partiellement: 'accepter-en-partie',
  refusee: 'refuser',
} as const

/** Said of the whole where each part has its own reasons. */
const MOTIFS_PAR_PARTIE = 'Les motifs du refus sont donnés pour chaque point, dans cette décision.'

/**
 * Decides each option of each person apart; the outcome of the whole follows from theirs.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible | AcceptationImpliciteNee
 */
export async function decideParPartie(
  deps: InstructionDeps,
  acteur: AgentActor,
  { reference, revisionVue, lire }: ActeRecu & { lire: (champ: string) => string },
): Promise<Erreurs> {
  // What was asked never changes after the dépôt: it is read before the row is locked.
  const parties = await partiesOf(deps, await demandeOf(deps, acteur, reference))
  if (parties.length === 0) throw new DemandeIntrouvable()
  const lue = readParties(parties, lire)
  if (lue.erreurs.length > 0) return lue.erreurs
  const sens = deriveSens(lue.parties)
  const motivation =
    sens === 'refusee' ? [MOTIFS_PAR_PARTIE, lue.motivation].join('\n\n').trim() : lue.motivation
  const acte = ACTES[sens]
  await decideDemande(deps, acteur, { reference, revisionVue, acte, motivation, parties: lue.parties })
  return []
}

async function demandeOf(deps: InstructionDeps, acteur: AgentActor, reference: string): Promise<DemandeRow> {
  if (acteur.demarches.length === 0) throw new DemandeIntrouvable()
  const row = await deps.db
    .selectFrom('demande')
    .selectAll()
    .where('reference', '=', reference)
    .where('demarche', 'in', acteur.demarches)
    .executeTakeFirst()
  if (!row) throw new DemandeIntrouvable()
  return row as DemandeRow
}
