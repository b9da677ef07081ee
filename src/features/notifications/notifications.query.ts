import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { type GenreDeNotification, genreOf } from './genres.ts'

export interface NotificationVue {
  id: string
  le: Date
  phrase: string
  /** Where it leads; null when what it was about is gone. */
  lien: string | null
  /** The demande it is about. */
  reference: string | null
  demarche: string | null
  lue: boolean
  /** It waits for an act of the person. */
  aFaire: boolean
}

export interface FilVue {
  /** What waits for an act, on the first page: the most recent first. */
  aFaire: NotificationVue[]
  /** The rest, the most recent first. */
  autres: NotificationVue[]
  /** Where the next, older page begins. */
  suite: string | null
  nonLues: number
}

export const PAR_PAGE = 20
/** Nobody has more to do at once; the rest comes up when these are done. */
const A_FAIRE_MAX = 20
/** Counted so far, then « 99+ »: a badge costs the same whatever waits. */
export const COMPTE_MAX = 100

const attend = sql<boolean>`(n.a_faire and n.faite_le is null)`

/** The feed of a person, in two round trips whatever it holds. @param apres the notification after which to go on */
export async function filDe(db: Db, usagerId: string, apres: string): Promise<FilVue> {
  const after = isUuid(apres) ? apres : undefined
  const [aFaire, autres, nonLues] = await Promise.all([
    after ? [] : rowsOf(db, usagerId).where(attend).limit(A_FAIRE_MAX).execute(),
    rowsOf(db, usagerId)
      .where(sql<boolean>`not ${attend}`)
      .$if(after !== undefined, (query) =>
        query.where(
          sql<boolean>`(n.le, n.id) < (select le, id from notification
            where id = ${after ?? null} and usager_id = ${usagerId})`,
        ),
      )
      .limit(PAR_PAGE + 1)
      .execute(),
    countUnread(db, usagerId),
  ])
  const shown = autres.slice(0, PAR_PAGE)
  return {
    aFaire: aFaire.map(vueOf),
    autres: shown.map(vueOf),
    suite: autres.length > PAR_PAGE ? (shown.at(-1)?.id ?? null) : null,
    nonLues,
  }
}

/** How many a person has not read, up to COMPTE_MAX. */
export async function countUnread(db: Db, usagerId: string): Promise<number> {
  const rows = await db
    .selectFrom('notification')
    .select('id')
    .where('usager_id', '=', usagerId)
    .where('lue_le', 'is', null)
    .limit(COMPTE_MAX)
    .execute()
  return rows.length
}

/** For the first page of the space: what waits for an act, read or not, however old its demande. */
export async function enAttenteDe(db: Db, usagerId: string): Promise<NotificationVue[]> {
  const rows = await rowsOf(db, usagerId).where(attend).limit(A_FAIRE_MAX).execute()
  return rows.map(vueOf)
}

/** For the first page of the space: the last few that were not read and wait for nothing. */
export async function nouveautesDe(db: Db, usagerId: string): Promise<NotificationVue[]> {
  const rows = await rowsOf(db, usagerId)
    .where('n.lue_le', 'is', null)
    .where(sql<boolean>`not ${attend}`)
    .limit(3)
    .execute()
  return rows.map(vueOf)
}

const rowsOf = (db: Db, usagerId: string) =>
  db
    .selectFrom('notification as n')
    .leftJoin('demande', 'demande.id', 'n.demande_id')
    .leftJoin('brouillon', (join) =>
      join.onRef('brouillon.id', '=', 'n.objet_id').on('brouillon.demande_id', 'is', null),
    )
    // A deadline that was put off since: the one of today is said; none once what is granted waits for it.
    .leftJoin('complement', (join) =>
      join.onRef('complement.id', '=', 'n.objet_id').on('n.genre', '=', 'complement.demande'),
    )
    .select(['n.id', 'n.le', 'n.genre', 'n.donnees', 'n.lue_le', 'reference', 'demande.demarche'])
    .select([attend.as('attend'), 'brouillon.id as brouillonId', 'complement.echeance'])
    .select(
      sql<boolean>`exists (select from attribution_differee x where x.demande_id = n.demande_id
        and x.complement_id = complement.id and x.effective_le is null)`.as('apresAccord'),
    )
    .where('n.usager_id', '=', usagerId)
    .orderBy('n.le', 'desc')
    .orderBy('n.id', 'desc')

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

function vueOf(row: Row): NotificationVue {
  const genre = genreOf(row.genre)
  return {
    id: row.id,
    le: row.le,
    // Of a version that was newer than this one: told without its words.
    phrase: genre ? genre.phrase(donneesOf(row) as never) : 'Du nouveau dans votre espace.',
    lien: lienOf(genre?.mene, row),
    reference: row.reference,
    demarche: row.demarche,
    lue: row.lue_le !== null,
    aFaire: row.attend,
  }
}

const donneesOf = ({ donnees, echeance, apresAccord }: Row): unknown =>
  echeance === null ? donnees : { echeance, apresAccord }

function lienOf(mene: GenreDeNotification['mene'], row: Row): string | null {
  if (mene === 'brouillon') return row.brouillonId ? `/espace/brouillons/${row.brouillonId}` : null
  if (mene === 'documents') return '/espace/documents'
  if (!row.reference) return row.brouillonId ? `/espace/brouillons/${row.brouillonId}` : null
  const page = mene === 'messages' || mene === 'paiement' ? `/${mene}` : ''
  return `/espace/demandes/${row.reference}${page}`
}
