import type { Db } from '../../platform/db/database.ts'

export interface ActualiteEnLigne {
  numero: number
  titre: string
  markdown: string
  publieeLe: Date
}

/** What the public may read, the newest first. */
export function actualitesEnLigne(db: Db, limite: number): Promise<ActualiteEnLigne[]> {
  return enLigne(db).orderBy('publiee_le', 'desc').orderBy('numero', 'desc').limit(limite).execute()
}

/** One news that the public may read. */
export function actualiteEnLigne(db: Db, numero: number): Promise<ActualiteEnLigne | undefined> {
  return enLigne(db).where('numero', '=', numero).executeTakeFirst()
}

const enLigne = (db: Db) =>
  db
    .selectFrom('actualite')
    .select(['numero', 'titre', 'markdown'])
    .select((eb) => eb.ref('publiee_le').$notNull().as('publieeLe'))
    .where('publiee_le', 'is not', null)
    .where('retiree_le', 'is', null)

export interface ActualiteEcrite {
  numero: number
  titre: string
  markdown: string
  revision: number
  etat: 'brouillon' | 'en-ligne' | 'retiree'
  modifieeLe: Date
  publieeLe: Date | null
  /** Who saved it last, by name. */
  par: string
}

const ecrites = (db: Db) =>
  db
    .selectFrom('actualite as n')
    .innerJoin('agent as a', 'a.id', 'n.modifiee_par')
    .select(['n.numero', 'n.titre', 'n.markdown', 'n.revision'])
    .select(['n.modifiee_le as modifieeLe', 'n.publiee_le as publieeLe'])
    .select((eb) => [
      eb.fn<string>('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']).as('par'),
      eb
        .case()
        .when('n.publiee_le', 'is', null)
        .then('brouillon')
        .when('n.retiree_le', 'is not', null)
        .then('retiree')
        .else('en-ligne')
        .end()
        .$castTo<ActualiteEcrite['etat']>()
        .as('etat'),
    ])

/** Every news, as administrators see them, the last changed first. */
export const actualitesEcrites = (db: Db): Promise<ActualiteEcrite[]> =>
  ecrites(db).orderBy('n.modifiee_le', 'desc').limit(200).execute()

/** One of them. */
export const actualiteEcrite = (db: Db, numero: number): Promise<ActualiteEcrite | undefined> =>
  ecrites(db).where('n.numero', '=', numero).executeTakeFirst()
