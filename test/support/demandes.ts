import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../src/platform/db/database.ts'
import { makeReference } from '../../src/platform/reference/reference.ts'
import type { AgentActor, UsagerActor } from '../../src/platform/session/actor.ts'

const LE = '2026-11-01T08:00:00Z'

/** @returns the id of a new usager */
export async function insertUsager(db: Db, prenom = 'Anne'): Promise<string> {
  const id = uuidv7()
  const email = `${id}@essai.example`
  await db
    .insertInto('usager')
    .values({
      ...{ id, email, email_normalise: email, prenom, nom: 'Martin' },
      ...{ mot_de_passe: 'x', mot_de_passe_le: LE, cree_le: LE },
    })
    .execute()
  return id
}

/** @returns the ids of so many demandes of one person */
export async function insertDemandes(db: Db, usagerId: string, many: number): Promise<string[]> {
  const rows = Array.from({ length: many }, () => ({
    id: uuidv7(),
    reference: makeReference('aide', 2026),
    usager_id: usagerId,
    demarche: 'aide',
    definition_version: '1',
    conditions_generales_version: 1,
    conditions_version: 1,
    reponses: '{}',
    beneficiaires: '',
    deposee_le: LE,
    statut: 'deposee',
    statut_depuis: LE,
  }))
  await db.insertInto('demande').values(rows).execute()
  return rows.map(({ id }) => id)
}

/** An agent as a use case meets them. */
export async function insertAgent(db: Db, prenom: string, demarches: readonly string[]): Promise<AgentActor> {
  const id = uuidv7()
  const email = `${id}@essai.example`
  await db
    .insertInto('agent')
    .values({
      ...{ id, email, email_normalise: email, prenom, nom: 'Rolland', qualite: 'instructrice' },
      ...{ mot_de_passe: 'x', mot_de_passe_le: LE, cree_le: LE, role: 'instructeur' },
      totp_chiffre: Buffer.from('x'),
    })
    .execute()
  return {
    ...{ kind: 'agent', agentId: id, sessionId: uuidv7(), role: 'instructeur', nomAffiche: prenom },
    demarches: [...demarches],
  }
}

/** A usager as a use case meets them. */
export const usagerActor = (usagerId: string): UsagerActor => ({
  ...{ kind: 'usager', acces: 'plein', usagerId, sessionId: uuidv7(), nomAffiche: 'Anne' },
})
