import type { Adresse } from '../../formulaire/definition.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { DemandeIntrouvable } from '../demandes/index.ts'

const LETTRES_MAX = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export interface LettreVue {
  id: string
  objet: string
  ecriteLe: Date
  imprimeeLe: Date | null
}

/** The letters about a demande, oldest first. */
export function lettresDe(db: Db, demandeId: string): Promise<LettreVue[]> {
  return db
    .selectFrom('lettre')
    .select(['id', 'objet', 'ecrite_le as ecriteLe', 'imprimee_le as imprimeeLe'])
    .where('demande_id', '=', demandeId)
    .orderBy('ecrite_le')
    .orderBy('id')
    .limit(LETTRES_MAX)
    .execute()
}

/** A letter with whom it goes to. @throws DemandeIntrouvable also when its démarche was not given to this agent */
export async function getLettre(db: Db, acteur: AgentActor, id: string) {
  const row = UUID.test(id)
    ? await db
        .selectFrom('lettre')
        .innerJoin('demande', 'demande.id', 'lettre.demande_id')
        .innerJoin('demandeur_papier as p', 'p.demande_id', 'demande.id')
        .select(['lettre.id', 'objet', 'paragraphes', 'ecrite_le', 'imprimee_le', 'demande.id as demandeId'])
        .select(['reference', 'demarche', 'civilite', 'p.prenom', 'p.nom', 'p.adresse'])
        .where('lettre.id', '=', id)
        .where('demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
        .executeTakeFirst()
    : undefined
  if (!row) throw new DemandeIntrouvable()
  return {
    ...row,
    paragraphes: row.paragraphes as string[],
    adresse: row.adresse as unknown as Adresse,
  }
}
