import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { CHAMPS_DE_LIGNE, type LigneLue, readSceauxNumbered, type SceauLu } from './lignes.query.ts'
import { preuveDe } from './merkle.ts'

/** A line with what proves that its seal covers it; not sealed yet: no proof. */
export interface LigneExportee extends LigneLue {
  scelle: { sceau: number; rang: number; preuve: string[] } | null
}

export interface JournalExporte {
  lignes: LigneExportee[]
  sceaux: SceauLu[]
}

/** The journal of one demande with its proofs, in three reads whatever it holds. */
export async function exportJournal(db: Db, demandeId: string): Promise<JournalExporte> {
  const { rows } = await sql<LigneLue & { sceau: number | null }>`select ${CHAMPS_DE_LIGNE},
      (select s.numero from journal_sceau s where s.jusqu_a_id >= j.id order by s.jusqu_a_id limit 1) as sceau
    from journal j where j.demande_id = ${demandeId}::uuid order by j.id`.execute(db)
  const numeros = [...new Set(rows.flatMap(({ sceau }) => (sceau === null ? [] : [sceau])))]
  const sceaux = await readSceauxNumbered(db, numeros)
  const blocs = await readBlocs(db, numeros)
  return {
    sceaux,
    lignes: rows.map(({ sceau, ...ligne }) => {
      const bloc = sceau === null ? undefined : blocs.get(sceau)
      const rang = bloc?.ids.indexOf(ligne.id) ?? -1
      if (sceau === null || !bloc || rang < 0) return { ...ligne, scelle: null }
      const preuve = preuveDe(bloc.feuilles, rang).map((hash) => hash.toString('hex'))
      return { ...ligne, scelle: { sceau, rang, preuve } }
    }),
  }
}

/** The fingerprints under each of these seals, in the order of their ids. */
async function readBlocs(db: Db, numeros: readonly number[]) {
  const { rows } = await sql<{
    numero: number
    ids: string[]
    feuilles: Buffer[]
  }>`select s.numero, b.ids, b.feuilles
    from journal_sceau s cross join lateral (select array_agg(j.id::text order by j.id) as ids,
        array_agg(j.empreinte order by j.id) as feuilles
      from journal j where j.id > s.apres_id and j.id <= s.jusqu_a_id) b
    where s.numero = any(${[...numeros]}::int[])`.execute(db)
  return new Map(rows.map((row) => [row.numero, row]))
}

export const FORMAT = 'journal-de-demande/1'

/** One JSON object a line: what it is, the lines, the seals that cover them. Readable alone for ever (docs/adr/0017). */
export function jsonLines(reference: string, exporteLe: Date, { lignes, sceaux }: JournalExporte): string {
  const entete = { type: 'entete', format: FORMAT, reference, exporteLe, lignes: lignes.length }
  return [
    entete,
    ...lignes.map((ligne) => ({ type: 'ligne', ...ligne })),
    ...sceaux.map((sceau) => ({ type: 'sceau', ...sceau })),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')
}
