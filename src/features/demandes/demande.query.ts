import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { DemandeRow } from './apply-acte.ts'
import { type ElementsJson, type ElementVue, elementsVus, IMPLICITE_AVANT, RECUS } from './complement.ts'
import { DECISION, type DecisionVue, decisionVue } from './decision.query.ts'
import { DemandeIntrouvable } from './refusals.ts'
import { SILENCE, type SilenceJson, type SilenceVue, silenceOf } from './silence.ts'

export interface ComplementVue {
  id: string
  demandeLe: Date
  echeance: string
  message: string
  elements: ElementVue[]
  effet: 'suspend' | 'recommence' | 'aucun'
  reponduLe: Date | null
  reponse: string
  ouvert: boolean
  /** Day of the implicit decision when it was asked, YYYY-MM-DD. */
  impliciteAvant: string | null
}

/** Where a demande that is not ours was sent (CRPA L114-2). */
export interface TransmissionVue {
  autorite: string
  /** Several lines. */
  adresse: string
  contact: string
  motifs: string
  transmiseLe: Date
}

export interface DemandeVue {
  demande: DemandeRow
  complements: ComplementVue[]
  decision: DecisionVue | null
  /** Whether decisions are notified in the space; null while the person did not say. */
  enLigne: boolean | null
  transmission: TransmissionVue | null
  histoire: { le: Date; action: string }[]
  courriels: { sujet: string; creeLe: Date; envoyeLe: Date | null; perdu: boolean }[]
  silence: SilenceVue
}

type Dated<T, K extends keyof T> = Omit<T, K> & { [key in K]: T[key] extends Date ? string : string | null }

interface Row {
  complements: (Dated<Omit<ComplementVue, 'elements'>, 'demandeLe' | 'reponduLe'> & ElementsJson)[]
  transmission: Dated<TransmissionVue, 'transmiseLe'> | null
  histoire: { le: string; action: string }[]
  courriels: { sujet: string; creeLe: string; envoyeLe: string | null; perdu: boolean }[]
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text))

/**
 * One demande of one person with all that its page shows, in one round trip.
 * @throws DemandeIntrouvable also when it is somebody else's
 */
export async function demandeOf(db: Db, usagerId: string, reference: string): Promise<DemandeVue> {
  const found = await db
    .selectFrom('demande')
    .selectAll()
    .select([
      sql<
        Row['complements']
      >`(select coalesce(json_agg(json_build_object('id', c.id, 'demandeLe', c.demande_le,
        'echeance', c.echeance, 'message', c.message, 'elements', c.elements, 'effet', c.effet, 'reponduLe', c.repondu_le,
        'recus', ${sql.raw(RECUS)},
        'reponse', c.reponse, 'ouvert', c.clos_le is null, 'impliciteAvant', ${sql.raw(IMPLICITE_AVANT)}) order by c.demande_le), '[]')
        from complement c where c.demande_id = demande.id)`.as('complements'),
      DECISION.as('decision'),
      sql<
        boolean | null
      >`(select accord from accord_de_notification a where a.usager_id = demande.usager_id)`.as('enLigne'),
      sql<
        Row['transmission']
      >`(select json_build_object('autorite', t.autorite, 'adresse', t.adresse, 'contact', t.contact,
        'motifs', t.motifs, 'transmiseLe', t.transmise_le)
        from transmission t where t.demande_id = demande.id)`.as('transmission'),
      sql<
        Row['histoire']
      >`(select coalesce(json_agg(json_build_object('le', j.le, 'action', j.action) order by j.id), '[]')
        from journal j where j.demande_id = demande.id)`.as('histoire'),
      sql<Row['courriels']>`(select coalesce(json_agg(json_build_object('sujet', m.sujet, 'creeLe', m.cree_le,
        'envoyeLe', m.envoye_le, 'perdu', m.abandonne_le is not null) order by m.cree_le), '[]')
        from courriel m where m.demande_id = demande.id)`.as('courriels'),
      sql<SilenceJson>`${sql.raw(SILENCE)}`.as('silence'),
    ])
    .where('usager_id', '=', usagerId)
    .where('reference', '=', reference)
    .executeTakeFirst()
  if (!found) throw new DemandeIntrouvable()
  const { complements, decision, transmission, enLigne, histoire, courriels, silence, ...demande } = found
  return {
    demande: demande as DemandeRow,
    silence: silenceOf(silence),
    complements: complements.map(({ recus, ...c }) => ({
      ...c,
      elements: elementsVus(c.elements, recus),
      demandeLe: new Date(c.demandeLe),
      reponduLe: dateOrNull(c.reponduLe),
    })),
    decision: decisionVue(decision),
    enLigne,
    transmission: transmission && { ...transmission, transmiseLe: new Date(transmission.transmiseLe) },
    histoire: histoire.map(({ le, action }) => ({ le: new Date(le), action })),
    courriels: courriels.map((c) => ({
      sujet: c.sujet,
      creeLe: new Date(c.creeLe),
      envoyeLe: dateOrNull(c.envoyeLe),
      perdu: c.perdu,
    })),
  }
}
