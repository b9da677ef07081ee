import { sql } from 'kysely'
import { FichierEndommage } from '../../platform/files/fichier-endommage.ts'
import type { FichierRow } from './read-fichier.ts'
import type { RotationDeps } from './rotate-keys.ts'

const BATCH = 500

export interface EtatDesCles {
  /** The version that seals now. */
  version: number
  /** How many files want each other version. */
  restent: readonly { version: number; nombre: number }[]
  /** Chunks of uploads under way that want another version. */
  morceaux: number
  fichiers: number
  endommages: readonly string[]
}

/** Whether every master key but the current one may be taken away. */
export const mayRemoveOldKeys = ({ restent, morceaux }: EtatDesCles): boolean =>
  restent.length === 0 && morceaux === 0

/**
 * Opens the sealed key of every file, and counts what still wants an older master key. Changes nothing.
 * @param quoi `contenus` reads every content too, and proves it undamaged
 */
export async function checkKeys(deps: RotationDeps, quoi: 'cles' | 'contenus'): Promise<EtatDesCles> {
  const endommages: string[] = []
  let fichiers = 0
  for await (const rows of allFichiers(deps)) {
    fichiers += rows.length
    for (const row of rows) if (!(await opens(deps, row, quoi))) endommages.push(row.id)
  }
  // Counted last: what was written meanwhile is counted too. A damaged key opens under none: it keeps no version alive.
  const { rows: restent } = await sql<{ version: number; nombre: number }>`
    select cle_version as version, count(*)::int as nombre from fichier
    where cle_version <> ${deps.files.cleVersion} and id <> all (${endommages}::uuid[]) group by 1 order by 1`.execute(
    deps.db,
  )
  const morceaux = await deps.files.countOldChunks()
  return { version: deps.files.cleVersion, restent, morceaux, fichiers, endommages }
}

type Listed = FichierRow & { etat: string }

async function* allFichiers({ db }: RotationDeps): AsyncGenerator<Listed[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db
      .selectFrom('fichier')
      .select(['id', 'chemin', 'cle_enveloppee', 'cle_version', 'etat'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    yield rows
  }
}

async function opens({ db, files }: RotationDeps, row: Listed, quoi: 'cles' | 'contenus'): Promise<boolean> {
  const key = { chemin: row.chemin, cleEnveloppee: row.cle_enveloppee, cleVersion: row.cle_version }
  try {
    // The content of an infected file was destroyed; its row says why.
    if (quoi === 'contenus' && row.etat !== 'infectee') await files.get(key)
    else files.checkKey(key)
    return true
  } catch (error) {
    if (!(error instanceof FichierEndommage)) throw error
    const now = await db
      .selectFrom('fichier')
      .select(['cle_enveloppee', 'etat'])
      .where('id', '=', row.id)
      .executeTakeFirst()
    // Erased, found infected or sealed anew while it was read: nothing is wrong with it.
    return now?.etat !== row.etat || !now.cle_enveloppee.equals(row.cle_enveloppee)
  }
}
