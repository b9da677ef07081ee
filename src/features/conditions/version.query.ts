import type { Db } from '../../platform/db/database.ts'
import type { TexteRendu } from '../../platform/texte/render-markdown.ts'
import type { ConditionsDeps } from './conditions-deps.ts'

export interface VersionResume {
  numero: number
  publieeLe: Date
  /** What changed, in words; empty for the first one. */
  changements: string
}

export interface VersionLue extends VersionResume {
  texte: string
  rendu: TexteRendu
}

/** Every version of a text, the last one first. */
export function versionsOf(db: Db, texte: string): Promise<VersionResume[]> {
  return db
    .selectFrom('conditions_version')
    .select(['numero', 'publiee_le as publieeLe', 'changements'])
    .where('texte', '=', texte)
    .orderBy('numero', 'desc')
    .execute()
}

/** One version of a text, rendered; undefined when there is none such. */
export async function findVersion(
  { db, renderVersion }: Pick<ConditionsDeps, 'db' | 'renderVersion'>,
  texte: string,
  numero: number,
): Promise<VersionLue | undefined> {
  const row = await findMarkdown(db, texte, numero)
  if (!row) return undefined
  const { markdown, ...version } = row
  return { ...version, texte, rendu: renderVersion({ texte, numero, markdown }) }
}

/** One version of a text as it was written; undefined when there is none such. */
export function findMarkdown(db: Db, texte: string, numero: number) {
  return db
    .selectFrom('conditions_version')
    .select(['numero', 'publiee_le as publieeLe', 'changements', 'markdown'])
    .where('texte', '=', texte)
    .where('numero', '=', numero)
    .executeTakeFirst()
}
