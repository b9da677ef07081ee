import type { Scanner } from '../../platform/antivirus/scanner.ts'
import type { Motif, Propre } from '../../platform/cleaning/cleaned.ts'
import type { Cleaner } from '../../platform/cleaning/cleaner.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { ContentKind } from '../../platform/files/content-kind.ts'
import type { PiecesDeps } from './destination.ts'
import { eraseContent, releaseFichiers } from './erase-files.ts'
import { dropCleaned, type Kept, keepCleaned, sealCleaned } from './keep-cleaned.ts'
import { type FichierLocked, lockFichier, moveFichier } from './move-fichier.ts'
import type { EtatDePiece } from './piece.ts'
import { readFichier } from './read-fichier.ts'
import { type TellDeps, tellUnusable } from './tell-unusable.ts'

export interface ScanDeps extends Pick<PiecesDeps, 'db' | 'clock' | 'files'>, TellDeps {
  scanner: Scanner
  cleaner: Cleaner
}

/** What is found in a file before anything of it is written. */
type Constat =
  | { kind: 'infecte' }
  | { kind: 'ecarte'; motif: Motif }
  /** `propre` is absent when it was opened and drawn before. */
  | { kind: 'utilisable'; states: readonly EtatDePiece[]; propre: Propre | undefined }

/**
 * Analyses one file: the antivirus first, then it is opened apart and drawn. No row is locked meanwhile; a second run,
 * also one after a crash half-way, takes it up where it stands, and only one of two writes what was found.
 * @throws when the file is damaged, or the antivirus or the opening fails: it stays in quarantine, the job comes back
 */
export async function scanFichier(deps: ScanDeps, id: string): Promise<void> {
  const fichier = await inTransaction(deps.db, (tx) => toQuarantine(deps, tx, id))
  if (!fichier) return
  const content = await readFichier(deps, fichier)
  const constat = await examine(deps, fichier, content)
  const kept =
    constat.kind === 'utilisable' && constat.propre
      ? await sealCleaned(deps.files, constat.propre)
      : undefined
  // When this fails nothing is dropped: the base may have committed and only its answer be lost, and then what was sealed
  // is all that is left of the document. Otherwise nobody has its keys.
  const written = await inTransaction(deps.db, (tx) => write(deps, tx, id, constat, kept))
  if (!written && kept) await dropCleaned(deps.files, kept)
}

async function toQuarantine({ clock, scanner }: ScanDeps, tx: Tx, id: string) {
  const late = scanner.configured ? (['non_analysee'] as const) : []
  const found = await lockFichier(tx, id, ['recue', 'quarantaine', ...late])
  if (found && found.etat !== 'quarantaine') await moveFichier(tx, found, ['quarantaine'], clock.now())
  return found
}

/** The antivirus comes first: what it knows as a virus is not opened at all. */
async function examine(deps: ScanDeps, fichier: FichierLocked, content: Buffer): Promise<Constat> {
  const { verdict } = await deps.scanner.scan(content)
  if (verdict === 'infecte') return { kind: 'infecte' }
  if (verdict === 'inexaminable') return { kind: 'ecarte', motif: 'trop-lourd' }
  const states: readonly EtatDePiece[] = verdict === 'sain' ? ['saine', 'liberee'] : ['non_analysee']
  if (fichier.nettoye_le) return { kind: 'utilisable', states, propre: undefined }
  const propre = await deps.cleaner.clean(fichier.genre as ContentKind, content)
  if (propre.resultat === 'ecarte') return { kind: 'ecarte', motif: propre.motif }
  return { kind: 'utilisable', states, propre }
}

/** @returns false when another run wrote first */
async function write(
  deps: ScanDeps,
  tx: Tx,
  id: string,
  constat: Constat,
  kept: Kept | undefined,
): Promise<boolean> {
  const le = deps.clock.now()
  const still = await lockFichier(tx, id, ['quarantaine'])
  if (!still) return false
  if (constat.kind === 'utilisable') {
    if (kept) await keepCleaned(tx, still, kept, le)
    await moveFichier(tx, still, constat.states, le)
  } else if (constat.kind === 'ecarte') {
    await moveFichier(tx, still, ['ecartee'], le, constat.motif)
    await tellUnusable(deps, tx, id, constat.motif, le)
  } else {
    await moveFichier(tx, still, ['infectee'], le)
    await eraseContent(tx, still.chemin)
    await releaseFichiers(tx, await takeApercus(tx, id))
    await tellUnusable(deps, tx, id, 'virus', le)
  }
  return true
}

/** The images of a file that an antivirus came too late for. */
async function takeApercus(tx: Tx, id: string): Promise<string[]> {
  const gone = await tx.deleteFrom('apercu').where('fichier_id', '=', id).returning('image_id').execute()
  return gone.map(({ image_id }) => image_id)
}
