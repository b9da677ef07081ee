import type { Db, Tx } from '../../platform/db/database.ts'

/** Where the writing of a text stands. */
export interface Redaction {
  /** Only grows, whatever becomes of the drafts: what was seen at a revision is what is there at that revision. */
  revision: number
  /** Null when nobody writes: the draft was published or given up. */
  markdown: string | null
  changements: string | null
  /** When it was saved, published or given up, and by whom, by name. */
  modifieLe: Date
  par: string
}

export type TexteEnCours = Redaction & { markdown: string; changements: string }

/** Where the writing of a text stands; undefined when nobody ever wrote it here. */
export function findRedaction(db: Db | Tx, texte: string): Promise<Redaction | undefined> {
  return db
    .selectFrom('conditions_brouillon as b')
    .innerJoin('agent as a', 'a.id', 'b.modifie_par')
    .select(['b.markdown', 'b.changements', 'b.revision', 'b.modifie_le as modifieLe'])
    .select((eb) => eb.fn<string>('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']).as('par'))
    .where('b.texte', '=', texte)
    .executeTakeFirst()
}

/** The draft in it; undefined when nobody writes one. */
export const brouillonDans = (redaction: Redaction | undefined): TexteEnCours | undefined =>
  redaction && redaction.markdown !== null && redaction.changements !== null
    ? { ...redaction, markdown: redaction.markdown, changements: redaction.changements }
    : undefined

export interface NouveauTexte {
  texte: string
  markdown: string
  changements: string
  /** The revision that was shown; 0 when nobody had ever written this text here. */
  revisionVue: number
  agentId: string
  le: Date
}

/** Keeps the draft. @returns its revision; undefined when somebody acted on it since it was shown */
export async function saveTexte(tx: Tx, nouveau: NouveauTexte): Promise<number | undefined> {
  const { texte, markdown, changements, revisionVue, agentId, le } = nouveau
  const values = { markdown, changements, modifie_le: le, modifie_par: agentId }
  const saved =
    revisionVue === 0
      ? await tx
          .insertInto('conditions_brouillon')
          .values({ texte, ...values })
          .onConflict((conflict) => conflict.column('texte').doNothing())
          .returning('revision')
          .executeTakeFirst()
      : await tx
          .updateTable('conditions_brouillon')
          .set((eb) => ({ ...values, revision: eb('revision', '+', 1) }))
          .where('texte', '=', texte)
          .where('revision', '=', revisionVue)
          .returning('revision')
          .executeTakeFirst()
  return saved?.revision
}

/** Takes the words of the draft away, as it was shown. @returns false when it is another by now */
export async function dropTexte(
  tx: Tx,
  { texte, revisionVue, agentId, le }: Omit<NouveauTexte, 'markdown' | 'changements'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('conditions_brouillon')
    .set((eb) => ({
      markdown: null,
      changements: null,
      revision: eb('revision', '+', 1),
      modifie_le: le,
      modifie_par: agentId,
    }))
    .where('texte', '=', texte)
    .where('revision', '=', revisionVue)
    .where('markdown', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
