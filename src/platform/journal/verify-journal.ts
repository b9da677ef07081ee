import { timingSafeEqual } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { attestationDe, empreinteDeLigne, empreinteDeSceau } from './empreinte.ts'
import { type LigneAVerifier, readLignes, readSceaux, type SceauLu } from './lignes.query.ts'
import { racineDe } from './merkle.ts'

/** A seal as it was told outside of the base. */
export interface Ancre {
  numero: number
  empreinte: string
}

/** The first thing that is not as it was written. `id` is the line, or the last line before the place. */
export type Rupture =
  | { kind: 'ligne-changee'; id: string }
  | { kind: 'ligne-precedente-absente'; id: string }
  | { kind: 'bloc-change'; sceau: number; apresId: string; jusquAId: string; attendues: number; lues: number }
  | { kind: 'sceau-change'; sceau: number }
  | { kind: 'sceau-absent'; sceau: number }
  | { kind: 'sceau-sans-attestation'; sceau: number }
  | { kind: 'ancre-differente'; sceau: number }

export interface Verification {
  /** Lines read, of which those after the last seal. */
  lignes: number
  nonScellees: number
  sceaux: number
  dernier: SceauLu | undefined
  rupture: Rupture | undefined
}

const SEALS_AT_ONCE = 500
const LINES_AT_ONCE = 5_000

/**
 * Reads the whole journal again and says where it is first not what was written: a line changed, removed, added or
 * moved, a seal changed or removed. What was recomputed in one go by who owns the base is seen by the attestation, and
 * by the seals told outside; a removed end only by these (`ancres`).
 * @param depuis first seal to read, its own predecessor being taken for granted
 */
export async function verifyJournal(
  db: Db,
  journalKey: Buffer,
  options: { depuis?: number; ancres?: readonly Ancre[] } = {},
): Promise<Verification> {
  const depuis = options.depuis ?? 1
  const ancres = new Map((options.ancres ?? []).map(({ numero, empreinte }) => [numero, empreinte]))
  const seen: Verification = {
    lignes: 0,
    nonScellees: 0,
    sceaux: 0,
    dernier: depuis > 1 ? (await readSceaux(db, depuis - 1, 1))[0] : undefined,
    rupture: undefined,
  }
  if (depuis > 1 && seen.dernier?.numero !== depuis - 1)
    return { ...seen, rupture: { kind: 'sceau-absent', sceau: depuis - 1 } }
  for (;;) {
    const sceaux = await readSceaux(db, (seen.dernier?.numero ?? 0) + 1, SEALS_AT_ONCE)
    if (sceaux.length === 0) break
    for (const sceau of sceaux) {
      const rupture =
        wrongSeal(sceau, seen.dernier, journalKey, ancres) ?? (await wrongBlock(db, sceau, seen))
      if (rupture) return { ...seen, rupture }
      seen.sceaux += 1
      seen.dernier = sceau
    }
  }
  const last = seen.dernier?.numero ?? 0
  const beyond = [...ancres.keys()].filter((numero) => numero > last).sort((a, b) => a - b)[0]
  if (beyond !== undefined) return { ...seen, rupture: { kind: 'sceau-absent', sceau: last + 1 } }
  seen.rupture = await wrongTail(db, seen)
  return seen
}

function wrongSeal(
  sceau: SceauLu,
  before: SceauLu | undefined,
  journalKey: Buffer,
  ancres: ReadonlyMap<number, string>,
): Rupture | undefined {
  const numero = (before?.numero ?? 0) + 1
  if (sceau.numero !== numero) return { kind: 'sceau-absent', sceau: numero }
  const follows =
    sceau.precedent === (before?.empreinte ?? null) && sceau.apresId === (before?.jusquAId ?? '0')
  if (!follows || empreinteDeSceau(sceau) !== sceau.empreinte) return { kind: 'sceau-change', sceau: numero }
  const attestation = Buffer.from(sceau.attestation, 'hex')
  const ours = attestationDe(journalKey, sceau.empreinte)
  if (attestation.length !== ours.length || !timingSafeEqual(attestation, ours))
    return { kind: 'sceau-sans-attestation', sceau: numero }
  if ((ancres.get(numero) ?? sceau.empreinte) !== sceau.empreinte)
    return { kind: 'ancre-differente', sceau: numero }
  return undefined
}

async function wrongBlock(db: Db, sceau: SceauLu, seen: Verification): Promise<Rupture | undefined> {
  // One more than there should be: a line slipped into a gap of the ids is seen without reading a flood of them.
  const lignes = await readLignes(db, sceau.apresId, sceau.lignes + 1, sceau.jusquAId)
  const rupture = wrongLine(lignes)
  if (rupture) return rupture
  seen.lignes += lignes.length
  const racine = racineDe(lignes.map(({ empreinte }) => Buffer.from(empreinte, 'hex'))).toString('hex')
  if (lignes.length === sceau.lignes && racine === sceau.racine) return undefined
  return {
    kind: 'bloc-change',
    sceau: sceau.numero,
    apresId: sceau.apresId,
    jusquAId: sceau.jusquAId,
    attendues: sceau.lignes,
    lues: lignes.length,
  }
}

async function wrongTail(db: Db, seen: Verification): Promise<Rupture | undefined> {
  let apresId = seen.dernier?.jusquAId ?? '0'
  for (;;) {
    const lignes = await readLignes(db, apresId, LINES_AT_ONCE)
    const rupture = wrongLine(lignes)
    if (rupture) return rupture
    seen.lignes += lignes.length
    seen.nonScellees += lignes.length
    const last = lignes.at(-1)
    if (!last) return undefined
    apresId = last.id
  }
}

function wrongLine(lignes: readonly LigneAVerifier[]): Rupture | undefined {
  for (const ligne of lignes) {
    if (empreinteDeLigne(ligne) !== ligne.empreinte) return { kind: 'ligne-changee', id: ligne.id }
    if (!ligne.suitUneLigne) return { kind: 'ligne-precedente-absente', id: ligne.id }
  }
  return undefined
}
