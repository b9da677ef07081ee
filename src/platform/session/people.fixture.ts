import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../db/database.ts'

export interface People {
  usagerId: string
  otherUsagerId: string
  agentId: string
}

/** Two usagers and an agent, for the tests of sessions. */
export async function createPeople(db: Db): Promise<People> {
  const [usagerId, otherUsagerId, agentId] = [uuidv7(), uuidv7(), uuidv7()]
  const le = new Date('2026-11-01T08:00:00Z')
  const usager = (id: string, email: string, prenom: string) => ({
    id,
    email,
    email_normalise: email,
    mot_de_passe: 'x',
    mot_de_passe_le: le,
    prenom,
    nom: 'Martin',
    cree_le: le,
  })
  await db
    .insertInto('usager')
    .values([
      usager(usagerId, 'anne@essai.example', 'Anne'),
      usager(otherUsagerId, 'jean@essai.example', 'Jean'),
    ])
    .execute()
  await db
    .insertInto('agent')
    .values({
      id: agentId,
      email: 'luc@essai.example',
      email_normalise: 'luc@essai.example',
      mot_de_passe: 'x',
      mot_de_passe_le: le,
      prenom: 'Luc',
      nom: 'Durand',
      qualite: 'Instructeur',
      role: 'instructeur',
      totp_chiffre: Buffer.alloc(1),
      cree_le: le,
    })
    .execute()
  await db.insertInto('agent_demarche').values({ agent_id: agentId, demarche: 'pack-rentree' }).execute()
  return { usagerId, otherUsagerId, agentId }
}
