import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { DemandeIntrouvable, type Statut } from '../demandes/index.ts'
import type { PartieDecidee } from './parties.ts'
import type { Fondement } from './retrait.ts'
import type { Nature, Sens } from './sens-de-decision.ts'

export interface DecisionVue {
  id: string
  rang: number
  nature: Nature
  sens: Sens
  motivation: string
  motif: string
  fondement: Fondement | null
  priseLe: Date
  /** First name, name and quality (CRPA L212-1). */
  prisePar: string
  /** Whether its document can be drawn: not for one that was taken before documents were. */
  document: boolean
  notification: NotificationVue | null
  parties: PartieDecidee[]
}

export interface NotificationVue {
  voie: 'espace' | 'courrier'
  deposeeLe: Date
  vueLe: Date | null
  /** YYYY-MM-DD */
  notifieeLe: string | null
  notifieePar: 'consultation' | 'quinze-jours' | null
  /** YYYY-MM-DD */
  posteeLe: string | null
}

export interface DecisionsVue {
  reference: string
  demarche: string
  statut: Statut
  revision: number
  /** The day of the acceptance born of silence, when no decision came after it, YYYY-MM-DD. */
  neeDuSilence: string | null
  /** The last first. */
  decisions: DecisionVue[]
}

interface Row extends Omit<DecisionsVue, 'decisions'> {
  decisions: (Omit<DecisionVue, 'priseLe' | 'notification'> & {
    priseLe: string
    notification:
      | (Omit<NotificationVue, 'deposeeLe' | 'vueLe'> & { deposeeLe: string; vueLe: string | null })
      | null
  })[]
}

/**
 * Every decision of a demande as an agent reads them, in one round trip.
 * @throws DemandeIntrouvable also when its démarche was not given to this agent
 */
export async function decisionsOfDemande(
  db: Db,
  acteur: AgentActor,
  reference: string,
): Promise<DecisionsVue> {
  const { rows } = await sql<Row>`select reference, demarche, statut, revision,
    (select max(s.nee_le)::text from decision_implicite s where s.demande_id = demande.id and s.sens = 'acceptation'
      and not exists (select from decision x where x.demande_id = demande.id and x.prise_le >= s.constatee_le))
      as "neeDuSilence",
    (select coalesce(json_agg(json_build_object('id', d.id, 'rang', d.rang, 'nature', d.nature, 'sens', d.sens,
      'motivation', d.motivation, 'motif', d.motif, 'fondement', d.fondement, 'priseLe', d.prise_le,
      'prisePar', a.prenom || ' ' || a.nom || ', ' || a.qualite, 'document', d.modele_version is not null,
      'notification', (select json_build_object('voie', n.voie, 'deposeeLe', n.deposee_le, 'vueLe', n.vue_le,
        'notifieeLe', n.notifiee_le, 'notifieePar', n.notifiee_par, 'posteeLe', n.postee_le)
        from notification_de_decision n where n.decision_id = d.id),
      'parties', (select coalesce(json_agg(json_build_object('instance', p.instance, 'option', p.option, 'nom', p.nom,
        'libelle', p.libelle, 'sens', p.sens, 'motivation', p.motivation, 'detail', p.detail) order by p.rang), '[]')
        from decision_partie p where p.decision_id = d.id)) order by d.rang desc), '[]')
      from decision d join agent a on a.id = d.agent_id where d.demande_id = demande.id) as decisions
    from demande where reference = ${reference} and demarche = any(${acteur.demarches}::text[])`.execute(db)
  const row = rows[0]
  if (!row) throw new DemandeIntrouvable()
  const moment = (text: string | null): Date | null => (text === null ? null : new Date(text))
  return {
    ...row,
    decisions: row.decisions.map((decision) => ({
      ...decision,
      priseLe: new Date(decision.priseLe),
      notification: decision.notification && {
        ...decision.notification,
        deposeeLe: new Date(decision.notification.deposeeLe),
        vueLe: moment(decision.notification.vueLe),
      },
    })),
  }
}

/** The id of one decision of a demande that this agent may read. */
export async function findDecisionOfAgent(
  db: Db,
  acteur: AgentActor,
  reference: string,
  rang: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('decision')
    .innerJoin('demande', 'demande.id', 'decision.demande_id')
    .select('decision.id')
    .where('reference', '=', reference)
    .where('rang', '=', rang)
    .where(sql<boolean>`demarche = any(${acteur.demarches}::text[])`)
    .executeTakeFirst()
  return row?.id
}

/** The id of one decision on a demande of this person. */
export async function findDecisionOfUsager(
  db: Db,
  usagerId: string,
  reference: string,
  rang: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('decision')
    .innerJoin('demande', 'demande.id', 'decision.demande_id')
    .select('decision.id')
    .where('reference', '=', reference)
    .where('rang', '=', rang)
    .where('usager_id', '=', usagerId)
    .executeTakeFirst()
  return row?.id
}
