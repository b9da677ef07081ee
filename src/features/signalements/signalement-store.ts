import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../platform/db/database.ts'
import { makeReference } from '../../platform/reference/reference.ts'

export type Origine = 'compte' | 'courriel' | 'public'

/** A session as it was when the report came. */
export interface Indice {
  appareil: string
  creeeLe: string
  vueLe: string
}

export interface NewSignalement {
  origine: Origine
  usagerId?: string
  /** The address of the account, as it was typed or as it is known. */
  courriel: string
  recit: string
  gele: boolean
  indices: readonly Indice[]
  le: Date
}

/** Opens a ticket. @returns its id and the reference that people quote */
export async function insertSignalement(
  tx: Tx,
  signalement: NewSignalement,
): Promise<{ id: string; reference: string }> {
  const id = uuidv7()
  const reference = makeReference('signalement', signalement.le.getUTCFullYear())
  await tx
    .insertInto('signalement')
    .values({
      id,
      reference,
      origine: signalement.origine,
      usager_id: signalement.usagerId ?? null,
      courriel: signalement.courriel,
      recit: signalement.recit,
      gele: signalement.gele,
      indices: JSON.stringify(signalement.indices),
      cree_le: signalement.le,
    })
    .execute()
  return { id, reference }
}

/** The open sessions of a person, as evidence. */
export async function collectIndices(tx: Tx, usagerId: string): Promise<Indice[]> {
  const sessions = await tx
    .selectFrom('session')
    .select(['appareil', 'creee_le', 'vue_le'])
    .where('usager_id', '=', usagerId)
    .orderBy('creee_le', 'desc')
    .limit(50)
    .execute()
  return sessions.map(({ appareil, creee_le, vue_le }) => ({
    appareil,
    creeeLe: creee_le.toISOString(),
    vueLe: vue_le.toISOString(),
  }))
}
