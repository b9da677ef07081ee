import { v7 as uuidv7 } from 'uuid'
import { lireTexte } from '../../formulaire/texte.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { DemandeModifieeEntreTemps, lockDemande, statuts } from '../demandes/index.ts'
import { notifie, settleNotifications } from '../notifications/index.ts'
import {
  MOTIFS,
  type MotifDeRefus,
  openToAgents,
  PieceIntrouvable,
  piecesOfDemande,
  sortsOfPieces,
  VERDICTS,
  type Verdict,
} from '../pieces/index.ts'
import type { InstructionDeps } from './acte-d-agent.ts'
import { type Lecture, refuse } from './lecture.ts'
import { PieceJugeeEntreTemps, PieceRemplacee } from './refusals.ts'

export interface VerdictSaisi {
  verdict: string
  motif: string
  precisions: string
}

export interface VerdictLu {
  verdict: Verdict
  motif: MotifDeRefus | null
  precisions: string
}

const PRECISIONS_MAX = 500

/** A verdict as it was typed: a refusal says why, in words when none of the reasons fits. */
export function parseVerdict(saisi: VerdictSaisi): Lecture<VerdictLu> {
  const verdict = VERDICTS.find((one) => one === saisi.verdict)
  if (!verdict) return refuse('verdict', 'Choisissez ce que vous pensez du document.')
  const lu = lireTexte(saisi.precisions, { max: PRECISIONS_MAX, lignes: true })
  if ('probleme' in lu) return refuse('precisions', lu.probleme)
  if (verdict !== 'refusee') return { ok: true, valeur: { verdict, motif: null, precisions: lu.texte } }
  const motif = MOTIFS.find((one) => one === saisi.motif)
  if (!motif) return refuse('motif', 'Choisissez pourquoi ce document est refusé.')
  if (motif === 'autre' && lu.texte === '')
    return refuse('precisions', 'Écrivez ce qui ne va pas, pour que l’usager puisse y remédier.')
  return { ok: true, valeur: { verdict, motif, precisions: lu.texte } }
}

export interface PieceAJuger {
  reference: string
  pieceId: string
  /** The verdict that the page showed; '' when there was none. */
  verdictVu: string
}

/**
 * Says what an agent thinks of one document, under the lock of the demande: one that was replaced, or judged by
 * somebody else, since the page was shown is not judged blindly. The revision goes up: whoever decides on a page that
 * shows the document as it was before is told. The news of the hour tell of all that were refused.
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps (nothing is examined any more) | PieceIntrouvable |
 * PieceRemplacee | PieceJugeeEntreTemps
 */
export async function judgePiece(
  deps: InstructionDeps,
  acteur: AgentActor,
  { reference, pieceId, verdictVu }: PieceAJuger,
  { verdict, motif, precisions }: VerdictLu,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    if (statuts[demande.statut].final) throw new DemandeModifieeEntreTemps(reference)
    const sort = (await sortsOfPieces(tx, demande.id)).get(pieceId)
    if (!sort) throw new PieceIntrouvable()
    if (sort.remplacee) throw new PieceRemplacee(reference)
    if ((sort.verdict?.id ?? '') !== verdictVu) throw new PieceJugeeEntreTemps(reference)
    const piece = (await piecesOfDemande(tx, demande.id)).find(({ id }) => id === pieceId)
    if (!piece || !openToAgents[piece.etat]) throw new PieceIntrouvable()
    await tx
      .insertInto('verdict_piece')
      .values({
        id: uuidv7(),
        piece_id: pieceId,
        demande_id: demande.id,
        verdict,
        motif,
        precisions,
        agent_id: acteur.agentId,
        le,
      })
      .execute()
    await tx
      .updateTable('demande')
      .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', demande.id)
      .execute()
    await appendJournal(tx, {
      le,
      acteur,
      action: `piece.${verdict}`,
      demandeId: demande.id,
      objetId: pieceId,
      donnees: motif === null ? {} : { motif },
    })
    const ici = { usagerId: demande.usager_id, demandeId: demande.id, objetId: pieceId, le }
    await settleNotifications(tx, demande.id, le, { objetId: pieceId })
    await notifie(tx, { genre: `piece.${verdict}`, ...ici })
  })
}
