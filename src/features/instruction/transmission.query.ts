import type { Db } from '../../platform/db/database.ts'
import type { Transmission } from './transmission-saisie.ts'

export interface TransmissionFaite extends Transmission {
  transmiseLe: Date
  /** First name, name and quality. */
  par: string
}

/** Where a demande was sent, undefined when it stayed. */
export async function findTransmission(db: Db, demandeId: string): Promise<TransmissionFaite | undefined> {
  const row = await db
    .selectFrom('transmission')
    .innerJoin('agent', 'agent.id', 'transmission.agent_id')
    .select(['autorite', 'adresse', 'contact', 'motifs', 'transmise_le', 'prenom', 'nom', 'qualite'])
    .where('demande_id', '=', demandeId)
    .executeTakeFirst()
  if (!row) return undefined
  const { transmise_le, prenom, nom, qualite, ...rest } = row
  return { ...rest, transmiseLe: transmise_le, par: `${prenom} ${nom}, ${qualite}` }
}
