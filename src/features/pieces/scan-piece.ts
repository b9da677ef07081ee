import type { Scanner, ScanVerdict } from '../../platform/antivirus/scanner.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { PiecesDeps } from './destination.ts'
import { eraseFiles } from './erase-files.ts'
import { type EtatDePiece, mayBecome } from './piece.ts'

export interface ScanDeps extends Pick<PiecesDeps, 'db' | 'clock' | 'files'> {
  scanner: Scanner
}

const verdicts = {
  sain: ['saine', 'liberee'],
  infecte: ['infectee'],
  'non-analyse': ['non_analysee'],
} as const satisfies Record<ScanVerdict['verdict'], readonly EtatDePiece[]>

/**
 * Analyses one document. No row is locked while the antivirus works; a second run, also one after a crash half-way,
 * takes it up where it stands, and only one of two writes the verdict.
 * @throws when the file is damaged or the antivirus fails: the job comes back
 */
export async function scanPiece(deps: ScanDeps, id: string): Promise<void> {
  const piece = await inTransaction(deps.db, async (tx) => {
    const found = await lockPiece(tx, id, ['recue', 'quarantaine'])
    if (found?.etat === 'recue') await move(deps, tx, found, ['quarantaine'])
    return found
  })
  if (!piece) return
  const content = await deps.files.get({
    fichier: piece.fichier,
    cleEnveloppee: piece.cle_enveloppee,
    cleVersion: piece.cle_version,
  })
  const { verdict } = await deps.scanner.scan(content)
  await inTransaction(deps.db, async (tx) => {
    const still = await lockPiece(tx, id, ['quarantaine'])
    if (!still) return
    await move(deps, tx, still, verdicts[verdict])
    if (verdict === 'infecte') await eraseFiles(tx, [still.fichier])
  })
}

const lockPiece = (tx: Tx, id: string, etats: readonly EtatDePiece[]) =>
  tx
    .selectFrom('piece')
    .select(['id', 'etat', 'demande_id', 'fichier', 'cle_enveloppee', 'cle_version'])
    .where('id', '=', id)
    .where('etat', 'in', etats)
    .forUpdate()
    .executeTakeFirst()

/** Each state in turn, held to the table, with its line in the journal. */
async function move(
  { clock }: ScanDeps,
  tx: Tx,
  piece: { id: string; etat: string; demande_id: string | null },
  states: readonly EtatDePiece[],
): Promise<void> {
  let from = piece.etat as EtatDePiece
  const le = clock.now()
  for (const to of states) {
    if (!mayBecome(from, to)) throw new Error(`a document cannot go from ${from} to ${to}`)
    from = to
    await appendJournal(tx, {
      le,
      acteur: { kind: 'systeme' },
      action: `piece.${to.replace('_', '-')}`,
      objetId: piece.id,
      ...(piece.demande_id ? { demandeId: piece.demande_id } : {}),
    })
  }
  const analysee = from === 'quarantaine' ? {} : { analysee_le: le }
  await tx
    .updateTable('piece')
    .set({ etat: from, ...analysee })
    .where('id', '=', piece.id)
    .execute()
}
