import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { effetDuComplement } from '../../platform/legal-clock/complement.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import {
  applyActe,
  attendus,
  champDElement,
  type ElementDemande,
  type ElementVue,
  elementsVus,
  lockDemande,
} from '../demandes/index.ts'
import { notifie } from '../notifications/index.ts'
import { moveElementPieces, sortsOfPieces } from '../pieces/index.ts'
import { type ActeRecu, getDemarche, type InstructionDeps, tellUsager } from './acte-d-agent.ts'
import { type ComplementSaisie, type Erreurs, parseComplement } from './acte-saisie.ts'
import { complementDemande } from './courriels/complement-demande.ts'
import { refuseOnceAccepted } from './decide-demande.ts'
import type { Demandable } from './elements-saisis.ts'

/**
 * Asks the person for what is missing, with a deadline, and says what it does to the clock (CRPA L114-5, R112-11-4).
 * Only what is indispensable stops the examination (L114-5-1). What the complement before still waited for is asked
 * again in this one. While the clock stands, the date of the implicit decision is unknown: the use case that receives
 * the answer computes it from the journal's `decisionImpliciteAvant`.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible | AcceptationImpliciteNee
 */
export async function requestComplement(
  deps: InstructionDeps,
  acteur: AgentActor,
  acte: ActeRecu & { saisie: ComplementSaisie; demandables?: readonly Demandable[] },
): Promise<Erreurs> {
  const le = deps.clock.now()
  const lu = parseComplement(acte.saisie, parisDay(le), acte.demandables ?? [])
  if (!lu.ok) return lu.erreurs
  const { echeance, message } = lu.valeur
  const id = uuidv7()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, acte.reference, acteur)
    refuseOnceAccepted(deps, demande, le)
    const avant = demande.decision_implicite_le
    const { silence } = getDemarche(deps, demande.demarche)
    const demandes = await withoutReplaced(tx, demande.id, lu.valeur.elements)
    const bloquant = demandes.some((element) => element.bloquant)
    const nee = avant !== null && avant <= parisDay(le)
    const effet = effetDuComplement({ silence: silence.effet, bloquant, nee })
    await applyActe(tx, {
      demande,
      acte: bloquant ? 'demander-complement' : 'demander-document',
      acteur,
      le,
      revisionVue: acte.revisionVue,
      ...(effet === 'aucun' ? {} : { decisionImpliciteLe: null }),
      donnees: {
        complementId: id,
        echeance,
        effet,
        elements: demandes.length,
        decisionImpliciteAvant: avant,
      },
    })
    const repris = await closeOpen(tx, demande.id, le)
    const elements: ElementDemande[] = [...demandes, ...repris.map(askedAgain)]
    await tx
      .insertInto('complement')
      .values({
        id,
        demande_id: demande.id,
        agent_id: acteur.agentId,
        demande_le: le,
        echeance,
        message,
        elements: JSON.stringify(elements),
        effet,
      })
      .execute()
    for (const [index, { complementId, rang }] of repris.entries())
      await moveElementPieces(
        tx,
        { complementId, champ: champDElement(rang) },
        { complementId: id, champ: champDElement(demandes.length + index + 1) },
      )
    await notifie(tx, {
      genre: 'complement.demande',
      donnees: { echeance },
      ...{ usagerId: demande.usager_id, demandeId: demande.id, objetId: id, le, courriel: null },
    })
    await tellUsager(tx, deps, demande, le, (contexte) =>
      complementDemande(contexte, { nombre: elements.length, echeance, effet, bloquant, nee }),
    )
  })
  return []
}

/** A document that was replaced since the page was shown is asked for by its field alone. */
async function withoutReplaced(
  tx: Tx,
  demandeId: string,
  elements: readonly ElementDemande[],
): Promise<ElementDemande[]> {
  if (elements.every(({ pieceId }) => pieceId === undefined)) return [...elements]
  const sorts = await sortsOfPieces(tx, demandeId)
  return elements.map(({ pieceId, ...element }) => {
    const sort = pieceId === undefined ? undefined : sorts.get(pieceId)
    return pieceId !== undefined && sort && !sort.remplacee ? { ...element, pieceId } : element
  })
}

type Repris = ElementVue & { complementId: string }

/** Closes the complement that was left open for what is not indispensable. @returns what it still waited for */
async function closeOpen(tx: Tx, demandeId: string, le: Date): Promise<Repris[]> {
  const open = await tx
    .updateTable('complement')
    .set({ clos_le: le })
    .where('demande_id', '=', demandeId)
    .where('clos_le', 'is', null)
    .returning(['id', 'elements'])
    .executeTakeFirst()
  if (!open) return []
  const recus = await tx
    .selectFrom('element_recu')
    .select(['rang', 'reponse', 'recu_le as recuLe', 'tardif'])
    .where('complement_id', '=', open.id)
    .execute()
  return attendus(elementsVus(open.elements, recus)).map((element) => ({ ...element, complementId: open.id }))
}

const askedAgain = ({ rang: _rang, recu: _recu, complementId: _id, ...element }: Repris): ElementDemande =>
  element
