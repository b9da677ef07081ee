import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { QuiEtOu } from './destinataire.ts'
import type { Modele } from './modele-de-decision.ts'
import type { PartieDecidee } from './parties.ts'
import type { Fondement } from './retrait.ts'
import type { Nature, Sens } from './sens-de-decision.ts'

/** All that the document of a decision says, from what was kept that day. */
export interface DecisionAEcrire {
  id: string
  reference: string
  deposeeLe: Date
  nature: Nature
  sens: Sens
  motivation: string
  motif: string
  fondement: Fondement | null
  priseLe: Date
  voie: 'espace' | 'courrier'
  version: string
  modele: Modele
  qui: QuiEtOu
  parties: PartieDecidee[]
  /** Whether a calculation was shown at dépôt (CRPA L311-3-1). */
  calculee: boolean
  /** When the decision before was taken, or born of silence, for one that corrects or withdraws it. */
  precedenteLe: Date | null
}

/**
 * Which copy it is. `public`: what the person reads, where an anonymous agent is a number (CRPA L111-2). `original`: what
 * the service keeps, with the name of its author (L212-1).
 */
export type Exemplaire = 'public' | 'original'

/** What is needed to write these decisions, in the order asked; one without a model (of before) is left out. */
export async function decisionsAEcrire(
  db: Db,
  ids: readonly string[],
  exemplaire: Exemplaire,
): Promise<DecisionAEcrire[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('decision as d')
    .innerJoin('demande', 'demande.id', 'd.demande_id')
    .innerJoin('notification_de_decision as n', 'n.decision_id', 'd.id')
    .innerJoin('modele_de_decision as m', (join) =>
      join.onRef('m.demarche', '=', 'demande.demarche').onRef('m.version', '=', 'd.modele_version'),
    )
    .select([
      'd.id',
      'reference',
      'demande.deposee_le as deposeeLe',
      'nature',
      'sens',
      'motivation',
      'd.motif',
      'fondement',
    ])
    .select(['prise_le as priseLe', 'voie', 'm.version', 'm.contenu as modele'])
    .leftJoin('anonymat_agent as x', 'x.agent_id', 'd.agent_id')
    .select(
      sql<QuiEtOu>`case when x.numero is null then d.document
        when ${exemplaire} = 'original' then d.document || jsonb_build_object('aGarder', true)
        else d.document || jsonb_build_object('anonyme', true,
        'decideur', jsonb_build_object('prenom', 'Agent', 'nom', ${'n°\u00a0'}::text || x.numero,
          'qualite', d.document -> 'decideur' ->> 'qualite')) end`.as('qui'),
    )
    .select([
      sql<
        PartieDecidee[]
      >`(select coalesce(json_agg(json_build_object('instance', p.instance, 'option', p.option,
        'nom', p.nom, 'libelle', p.libelle, 'sens', p.sens, 'motivation', p.motivation, 'detail', p.detail)
        order by p.rang), '[]') from decision_partie p where p.decision_id = d.id)`.as('parties'),
      sql<boolean>`jsonb_array_length(demande.calculs) > 0`.as('calculee'),
      sql<Date | null>`greatest((select avant.prise_le from decision avant
        where avant.demande_id = d.demande_id and avant.rang = d.rang - 1),
        (select max(s.nee_le + time '12:00') at time zone 'Europe/Paris' from decision_implicite s
          where s.demande_id = d.demande_id and s.sens = 'acceptation' and s.constatee_le <= d.prise_le))`.as(
        'precedenteLe',
      ),
    ])
    .where('d.id', 'in', [...ids])
    .execute()
  const found = new Map(rows.map((row) => [row.id, row as unknown as DecisionAEcrire]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
