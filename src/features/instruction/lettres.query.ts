import type { Adresse } from '../../formulaire/definition.ts'
import type { Db } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { DemandeIntrouvable } from '../demandes/index.ts'

const LETTRES_MAX = 50

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

export type LettreEcrite = Awaited<ReturnType<typeof getLettres>>[number]

/** Those of these letters that an agent may print, with whom they go to, oldest first. */
export async function getLettres(db: Db, acteur: AgentActor, ids: readonly string[]) {
  const asked = ids.filter((id) => isUuid(id)).slice(0, LETTRES_MAX)
  if (asked.length === 0) return []
  const rows = await db
    .selectFrom('lettre')
    .innerJoin('demande', 'demande.id', 'lettre.demande_id')
    .innerJoin('demandeur_papier as p', 'p.demande_id', 'demande.id')
    .select(['lettre.id', 'objet', 'paragraphes', 'ecrite_le', 'imprimee_le', 'demande.id as demandeId'])
    .select(['reference', 'demarche', 'civilite', 'p.prenom', 'p.nom', 'p.adresse'])
    .where('lettre.id', 'in', asked)
    .where('demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
    .orderBy('ecrite_le')
    .orderBy('lettre.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    paragraphes: row.paragraphes as string[],
    adresse: row.adresse as unknown as Adresse,
  }))
}

/** One of them. @throws DemandeIntrouvable also when its démarche was not given to this agent */
export async function getLettre(db: Db, acteur: AgentActor, id: string): Promise<LettreEcrite> {
  const [lettre] = await getLettres(db, acteur, [id])
  if (!lettre) throw new DemandeIntrouvable()
  return lettre
}
