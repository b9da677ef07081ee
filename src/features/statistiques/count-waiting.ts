import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** Since when the demandes wait: whole days, the last one without end. */
export const AGES = [
  { cle: 'une-semaine', jusqua: 7, libelle: 'Moins d’une semaine' },
  { cle: 'un-mois', jusqua: 30, libelle: 'D’une semaine à un mois' },
  { cle: 'deux-mois', jusqua: 60, libelle: 'D’un à deux mois' },
  { cle: 'quatre-mois', jusqua: 120, libelle: 'De deux à quatre mois' },
  { cle: 'plus', jusqua: Number.POSITIVE_INFINITY, libelle: 'Plus de quatre mois' },
] as const
type Age = (typeof AGES)[number]['cle']

export interface Attente {
  /** Open state → how many. */
  statuts: Readonly<Record<string, number>>
  ages: Readonly<Record<Age, number>>
}

/** Counts what waits in one démarche: an index-only reading, for the job and never for a page. */
export async function countWaiting(db: Db, demarche: string, now: Date): Promise<Attente> {
  const { rows } = await sql<{ statut: string; jours: number; nombre: number }>`
    select statut, floor(extract(epoch from ${now}::timestamptz - deposee_le) / 86400)::int as jours,
      count(*)::int as nombre
    from demande where demarche = ${demarche} and statut in ('deposee', 'en_instruction', 'a_completer')
    group by 1, 2`.execute(db)
  const statuts: Record<string, number> = {}
  const ages: Record<Age, number> = {
    'une-semaine': 0,
    'un-mois': 0,
    'deux-mois': 0,
    'quatre-mois': 0,
    plus: 0,
  }
  for (const { statut, jours, nombre } of rows) {
    statuts[statut] = (statuts[statut] ?? 0) + nombre
    ages[AGES.find(({ jusqua }) => jours < jusqua)?.cle ?? 'plus'] += nombre
  }
  return { statuts, ages }
}
