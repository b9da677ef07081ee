import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { type Curseur, type PageDeListe, pageDe } from './curseur.ts'
import { DEBUT_MAX } from './rendu.ts'

const PAR_PAGE = 20

/** A news in a list. */
export interface ActualiteEnListe {
  numero: number
  titre: string
  /** The beginning of its text, enough for its first words. */
  debut: string
  publieeLe: Date
}

export interface ActualiteEnLigne {
  numero: number
  titre: string
  markdown: string
  publieeLe: Date
}

const enLigne = (db: Db) =>
  db
    .selectFrom('actualite')
    .select(['numero', 'titre'])
    .select((eb) => eb.ref('publiee_le').$notNull().as('publieeLe'))
    .where('publiee_le', 'is not', null)
    .where('retiree_le', 'is', null)

const enListe = (db: Db) =>
  enLigne(db)
    .select(sql<string>`left(markdown, ${DEBUT_MAX})`.as('debut'))
    .orderBy('publiee_le', 'desc')
    .orderBy('numero', 'desc')

/** The newest that the public may read. */
export const dernieresActualites = (db: Db, limite: number): Promise<ActualiteEnListe[]> =>
  enListe(db).limit(limite).execute()

/** A page of what the public may read, the newest first. @param avant where the page before it stopped */
export async function actualitesEnLigne(db: Db, avant?: Curseur): Promise<PageDeListe<ActualiteEnListe>> {
  const liste = enListe(db).limit(PAR_PAGE + 1)
  const lues = await (avant
    ? liste.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('publiee_le', 'numero'), '<', tuple(avant.le, avant.numero)),
      )
    : liste
  ).execute()
  return pageDe(lues, PAR_PAGE, ({ publieeLe, numero }) => ({ le: publieeLe, numero }))
}

/** One news that the public may read. */
export function actualiteEnLigne(db: Db, numero: number): Promise<ActualiteEnLigne | undefined> {
  return enLigne(db).select('markdown').where('numero', '=', numero).executeTakeFirst()
}

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
    .select(['n.numero', 'n.titre', 'n.revision'])
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

/** A page of every news, as administrators see them, the last changed first. @param avant where the page before it stopped */
export async function actualitesEcrites(
  db: Db,
  avant?: Curseur,
): Promise<PageDeListe<Omit<ActualiteEcrite, 'markdown'>>> {
  const liste = ecrites(db)
    .orderBy('n.modifiee_le', 'desc')
    .orderBy('n.numero', 'desc')
    .limit(PAR_PAGE + 1)
  const lues = await (avant
    ? liste.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('n.modifiee_le', 'n.numero'), '<', tuple(avant.le, avant.numero)),
      )
    : liste
  ).execute()
  return pageDe(lues, PAR_PAGE, ({ modifieeLe, numero }) => ({ le: modifieeLe, numero }))
}

/** One of them. */
export const actualiteEcrite = (db: Db, numero: number): Promise<ActualiteEcrite | undefined> =>
  ecrites(db).select('n.markdown').where('n.numero', '=', numero).executeTakeFirst()
