import type { Scanner, ScanVerdict } from '../../platform/antivirus/scanner.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { PiecesDeps } from './destination.ts'
import { eraseContent } from './erase-files.ts'
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
 * Analyses one file. No row is locked while the antivirus works; a second run, also one after a crash half-way,
 * takes it up where it stands, and only one of two writes the verdict.
 * @throws when the file is damaged or the antivirus fails: the job comes back
 */
export async function scanFichier(deps: ScanDeps, id: string): Promise<void> {
  const fichier = await inTransaction(deps.db, async (tx) => {
    const found = await lockFichier(tx, id, ['recue', 'quarantaine'])
    if (found?.etat === 'recue') await move(deps, tx, found, ['quarantaine'])
    return found
  })
  if (!fichier) return
  const content = await deps.files.get({
    chemin: fichier.chemin,
    cleEnveloppee: fichier.cle_enveloppee,
    cleVersion: fichier.cle_version,
  })
  const { verdict } = await deps.scanner.scan(content)
  await inTransaction(deps.db, async (tx) => {
    const still = await lockFichier(tx, id, ['quarantaine'])
    if (!still) return
    await move(deps, tx, still, verdicts[verdict])
    if (verdict === 'infecte') await eraseContent(tx, still.chemin)
  })
}

const lockFichier = (tx: Tx, id: string, etats: readonly EtatDePiece[]) =>
  tx
    .selectFrom('fichier')
    .select(['id', 'etat', 'chemin', 'cle_enveloppee', 'cle_version'])
    .where('id', '=', id)
    .where('etat', 'in', etats)
    .forUpdate()
    .executeTakeFirst()

/** Each state in turn, held to the table, with its line in the journal: one for each document of this file. */
async function move(
  { clock }: ScanDeps,
  tx: Tx,
  fichier: { id: string; etat: string },
  states: readonly EtatDePiece[],
): Promise<void> {
  let from = fichier.etat as EtatDePiece
  const le = clock.now()
  const pieces = await tx
    .selectFrom('piece')
    .select(['id', 'demande_id'])
    .where('fichier_id', '=', fichier.id)
    .orderBy('id')
    .execute()
  for (const to of states) {
    if (!mayBecome(from, to)) throw new Error(`a document cannot go from ${from} to ${to}`)
    from = to
    for (const { id, demande_id } of pieces)
      await appendJournal(tx, {
        le,
        acteur: { kind: 'systeme' },
        action: `piece.${to.replace('_', '-')}`,
        objetId: id,
        ...(demande_id ? { demandeId: demande_id } : {}),
      })
  }
  const analyse = from === 'quarantaine' ? {} : { analyse_le: le }
  await tx
    .updateTable('fichier')
    .set({ etat: from, ...analyse })
    .where('id', '=', fichier.id)
    .execute()
}
