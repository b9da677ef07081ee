import type { Db, Tx } from '../../platform/db/database.ts'

export interface TexteEnCours {
  markdown: string
  changements: string
  revision: number
  modifieLe: Date
  /** Who saved it last, by name. */
  par: string
}

/** The next version of a text while it is being written; undefined when nobody writes one. */
export function findBrouillon(db: Db | Tx, texte: string): Promise<TexteEnCours | undefined> {
  return db
    .selectFrom('conditions_brouillon as b')
    .innerJoin('agent as a', 'a.id', 'b.modifie_par')
    .select(['b.markdown', 'b.changements', 'b.revision', 'b.modifie_le as modifieLe'])
    .select((eb) => eb.fn<string>('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']).as('par'))
    .where('b.texte', '=', texte)
    .executeTakeFirst()
}

export interface NouveauTexte {
  texte: string
  markdown: string
  changements: string
  /** The revision that was shown; 0 when there was no draft. */
  revisionVue: number
  agentId: string
  le: Date
}

/** Keeps the draft. @returns its revision; undefined when somebody saved another since it was shown */
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

/** Takes the draft away, as it was shown. @returns false when it is another by now */
export async function dropTexte(tx: Tx, texte: string, revisionVue: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('conditions_brouillon')
    .where('texte', '=', texte)
    .where('revision', '=', revisionVue)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
