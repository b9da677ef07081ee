import { sql } from 'kysely'
import { DIFFEREE, type DiffereeVue } from './attribution-differee.ts'

export interface PartieVue {
  nom: string
  libelle: string
  sens: 'acceptee' | 'refusee'
  motivation: string
  detail: string
}

interface NotificationVue {
  voie: 'espace' | 'courrier'
  vueLe: Date | null
  /** YYYY-MM-DD */
  notifieeLe: string | null
  notifieePar: 'consultation' | 'quinze-jours' | null
  /** YYYY-MM-DD */
  posteeLe: string | null
}

export interface DecisionVue {
  id: string
  rang: number
  nature: 'decision' | 'correction' | 'retrait'
  sens: 'acceptee' | 'acceptee_partiellement' | 'refusee' | 'sans_suite' | 'retiree'
  motivation: string
  /** Why the one before was corrected or withdrawn. */
  motif: string
  priseLe: Date
  /** First name, name and quality of who decided (CRPA L212-1), or their number (L111-2). */
  prisePar: string
  /** Whether its document can be drawn. */
  document: boolean
  /** Where what is granted waits, or waited, for a document. */
  differee: DiffereeVue | null
  notification: NotificationVue | null
  parties: PartieVue[]
  /** Those before, the last first. */
  precedentes: { rang: number; priseLe: Date; document: boolean }[]
}

/** What JSON makes of it. */
export type DecisionRow = Omit<DecisionVue, 'priseLe' | 'notification' | 'precedentes'> & {
  priseLe: string
  notification: (Omit<NotificationVue, 'vueLe'> & { vueLe: string | null }) | null
  precedentes: { rang: number; priseLe: string; document: boolean }[]
}

/** The decision that counts, for a query on `demande`: a round trip less. */
export const DECISION = sql<DecisionRow | null>`(select json_build_object('id', d.id, 'rang', d.rang,
  'nature', d.nature, 'sens', d.sens, 'motivation', d.motivation, 'motif', d.motif, 'priseLe', d.prise_le,
  'prisePar', agent_pour_le_public(a), 'document', d.modele_version is not null,
  'differee', ${sql.raw(DIFFEREE)},
  'notification', (select json_build_object('voie', n.voie, 'vueLe', n.vue_le, 'notifieeLe', n.notifiee_le,
    'notifieePar', n.notifiee_par, 'posteeLe', n.postee_le) from notification_de_decision n where n.decision_id = d.id),
  'parties', (select coalesce(json_agg(json_build_object('nom', p.nom, 'libelle', p.libelle, 'sens', p.sens,
    'motivation', p.motivation, 'detail', p.detail) order by p.rang), '[]')
    from decision_partie p where p.decision_id = d.id),
  'precedentes', (select coalesce(json_agg(json_build_object('rang', avant.rang, 'priseLe', avant.prise_le,
    'document', avant.modele_version is not null) order by avant.rang desc), '[]')
    from decision avant where avant.demande_id = d.demande_id and avant.rang < d.rang))
  from decision d join agent a on a.id = d.agent_id where d.demande_id = demande.id order by d.rang desc limit 1)`

export const decisionVue = (row: DecisionRow | null): DecisionVue | null =>
  row && {
    ...row,
    priseLe: new Date(row.priseLe),
    notification: row.notification && {
      ...row.notification,
      vueLe: row.notification.vueLe === null ? null : new Date(row.notification.vueLe),
    },
    precedentes: row.precedentes.map((avant) => ({ ...avant, priseLe: new Date(avant.priseLe) })),
  }
