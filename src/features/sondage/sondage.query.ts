import type { Db } from '../../platform/db/database.ts'
import type { SondagePublie } from './sondage.ts'

/** The poll that is open, or else the last one that was closed. */
export const dernierSondage = (db: Db): Promise<SondagePublie | undefined> =>
  db
    .selectFrom('sondage')
    .select(['numero', 'question', 'choix', 'voix', 'ferme_le as fermeLe'])
    .select((eb) => eb.ref('ouvert_le').$notNull().as('ouvertLe'))
    .where('ouvert_le', 'is not', null)
    .orderBy('ferme_le', (order) => order.desc().nullsFirst())
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirst()

export interface SondageEcrit {
  numero: number
  question: string
  choix: readonly string[]
  voix: readonly number[]
  revision: number
  etat: 'brouillon' | 'ouvert' | 'ferme'
  ouvertLe: Date | null
  fermeLe: Date | null
  modifieLe: Date
  /** Who acted last on it, by name. */
  par: string
}

const ecrits = (db: Db) =>
  db
    .selectFrom('sondage as s')
    .innerJoin('agent as a', 'a.id', 's.modifie_par')
    .select(['s.numero', 's.question', 's.choix', 's.voix', 's.revision'])
    .select(['s.modifie_le as modifieLe', 's.ouvert_le as ouvertLe', 's.ferme_le as fermeLe'])
    .select((eb) => [
      eb.fn<string>('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']).as('par'),
      eb
        .case()
        .when('s.ouvert_le', 'is', null)
        .then('brouillon')
        .when('s.ferme_le', 'is', null)
        .then('ouvert')
        .else('ferme')
        .end()
        .$castTo<SondageEcrit['etat']>()
        .as('etat'),
    ])

/** Every poll, as administrators see them, the last changed first. */
export const sondagesEcrits = (db: Db): Promise<SondageEcrit[]> =>
  ecrits(db).orderBy('s.modifie_le', 'desc').orderBy('s.numero', 'desc').limit(200).execute()

/** One of them. */
export const sondageEcrit = (db: Db, numero: number): Promise<SondageEcrit | undefined> =>
  ecrits(db).where('s.numero', '=', numero).executeTakeFirst()
