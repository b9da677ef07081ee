import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { type MailToQueue, queueMail } from '../../platform/mail/outbox.ts'
import { type DonneesDe, GENRES, type Genre, type GenreDeNotification } from './genres.ts'

/** A mail without whom it is for: the person’s address is read when it is queued. */
export type CourrielImmediat = Omit<MailToQueue, 'destinataire' | 'usagerId' | 'demandeId'>

type Donnees<G extends Genre> = keyof DonneesDe[G] extends never
  ? { donnees?: never }
  : { donnees: DonneesDe[G] }
type Courriel<G extends Genre> = (typeof GENRES)[G]['courriel'] extends 'immediat'
  ? {
      demandeId?: string
      /** Queued at once; null when the caller queues it, or when the person does not want one. */
      courriel: CourrielImmediat | null
    }
  : { demandeId: string; courriel?: never }

/** What happened, of one kind or another; without a person when the demande came on paper. */
export type Fait = {
  [G in Genre]: {
    genre: G
    le: Date
    usagerId: string | null
    objetId?: string
    /** Where the kind asks for an act, but not here: the page of the thing says what is left to do. */
    aFaire?: false
  } & Donnees<G> &
    Courriel<G>
}[Genre]

/**
 * Tells a person what happened to what they have with us, in the transaction of the act: a line in their feed, and
 * the mail that its kind asks for. A mail of its own is queued at once; the others wait for the next mail that
 * groups the news of their demande (`send-groupe.ts`), where the choices of the person are asked. Whoever filed on
 * paper has no space: nothing is told here, the letter is the business of `tellUsager` (instruction).
 */
export async function notifie(tx: Tx, fait: Fait): Promise<void> {
  const genre: GenreDeNotification = GENRES[fait.genre] as GenreDeNotification
  const { usagerId } = fait
  if (usagerId === null) return
  await tx
    .insertInto('notification')
    .values({
      id: uuidv7(),
      usager_id: usagerId,
      demande_id: fait.demandeId ?? null,
      objet_id: fait.objetId ?? null,
      genre: fait.genre,
      donnees: JSON.stringify(fait.donnees ?? {}),
      le: fait.le,
      a_faire: fait.aFaire ?? genre.aFaire ?? false,
      attend_courriel: genre.courriel === 'groupe',
    })
    .execute()
  if (fait.courriel) await queueAtOnce(tx, { ...fait, usagerId }, fait.courriel)
  if (genre.courriel === 'groupe' && fait.demandeId) await planGroupe(tx, fait.demandeId, fait.le)
}

async function queueAtOnce(
  tx: Tx,
  { usagerId, demandeId, le }: Pick<Fait, 'demandeId' | 'le'> & { usagerId: string },
  courriel: CourrielImmediat,
): Promise<void> {
  const { email } = await tx
    .selectFrom('usager')
    .select('email')
    .where('id', '=', usagerId)
    .executeTakeFirstOrThrow()
  await queueMail(tx, le, {
    ...courriel,
    destinataire: email,
    usagerId,
    ...(demandeId ? { demandeId } : {}),
  })
}

/** The first news of an hour leaves at once; what comes after waits until an hour after it. */
async function planGroupe(tx: Tx, demandeId: string, le: Date): Promise<void> {
  const { du_le } = await tx
    .insertInto('groupe_de_nouvelles')
    .values({ demande_id: demandeId, du_le: le })
    .onConflict((conflict) =>
      conflict.column('demande_id').doUpdateSet({
        du_le: sql<Date>`coalesce(groupe_de_nouvelles.du_le,
          greatest(excluded.du_le, groupe_de_nouvelles.envoye_le + interval '1 hour'))`,
      }),
    )
    .returning('du_le')
    .executeTakeFirstOrThrow()
  await planJob(tx, demandeId, du_le ?? le)
}

/** One job a demande: the next replaces it, unless it is running. */
export const planJob = (tx: Tx, demandeId: string, runAt: Date): Promise<void> =>
  addJob(tx, 'notification:groupe', { id: demandeId }, { runAt, jobKey: `notification:${demandeId}` })
