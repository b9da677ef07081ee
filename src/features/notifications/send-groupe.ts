import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { nouvelles } from './courriels/nouvelles.ts'
import { type ChoixDeCourriel, genreOf } from './genres.ts'
import { planJob } from './notifie.ts'

export interface GroupeDeps {
  db: Db
  clock: Clock
  mailIdentity: MailIdentity
  publicOrigin: string
  catalogue: { titreDe: (slug: string) => string }
  /** What the person chose to get by mail. */
  wantsMail: (tx: Tx, usagerId: string, choix: ChoixDeCourriel) => Promise<boolean>
}

/**
 * Writes the mail that groups the news of a demande, when it is due: what was read on line meanwhile, and what the
 * person wants on line only, is left out. One transaction takes the news off their wait and queues the mail: killed
 * in the middle, or run twice, it writes one.
 */
export async function sendGroupe(deps: GroupeDeps, demandeId: string): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const groupe = await tx
      .selectFrom('groupe_de_nouvelles')
      .innerJoin('demande', 'demande.id', 'groupe_de_nouvelles.demande_id')
      .innerJoin('usager', 'usager.id', 'demande.usager_id')
      .select(['du_le', 'usager.id as usagerId', 'usager.email', 'reference', 'demarche'])
      .where('groupe_de_nouvelles.demande_id', '=', demandeId)
      .where('du_le', 'is not', null)
      .forUpdate('groupe_de_nouvelles')
      .executeTakeFirst()
    if (!groupe?.du_le) return
    // The worker's clock is PostgreSQL's: before the hour by ours, it comes back.
    if (groupe.du_le > le) return planJob(tx, demandeId, groupe.du_le)
    const phrases = await takePhrases(deps, tx, demandeId, groupe.usagerId)
    await tx
      .updateTable('groupe_de_nouvelles')
      .set({ du_le: null, ...(phrases.length > 0 ? { envoye_le: le } : {}) })
      .where('demande_id', '=', demandeId)
      .execute()
    if (phrases.length === 0) return
    const titre = deps.catalogue.titreDe(groupe.demarche)
    await queueMail(tx, le, {
      ...nouvelles(deps, { reference: groupe.reference, titre, phrases }),
      destinataire: groupe.email,
      usagerId: groupe.usagerId,
      demandeId,
    })
  })
}

/** The news that waited, oldest first, as sentences; none of them waits any more. */
async function takePhrases(
  { wantsMail }: GroupeDeps,
  tx: Tx,
  demandeId: string,
  usagerId: string,
): Promise<string[]> {
  const rows = await tx
    .updateTable('notification')
    .set({ attend_courriel: false })
    .where('demande_id', '=', demandeId)
    .where('attend_courriel', '=', true)
    .returning(['id', 'genre', 'donnees', 'lue_le'])
    .execute()
  const wanted = {
    suivi: await wantsMail(tx, usagerId, 'suivi'),
    messages: await wantsMail(tx, usagerId, 'messages'),
  }
  return rows
    .filter(({ lue_le }) => lue_le === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ genre, donnees }) => {
      const known = genreOf(genre)
      if (!known || (known.choix && !wanted[known.choix])) return []
      return [known.phrase(donnees as never)]
    })
}

/** What is long due (its job was lost, or gave up) is planned again. @returns how many */
export function replanGroupes({ db, clock }: Pick<GroupeDeps, 'db' | 'clock'>): Promise<number> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const late = await tx
      .selectFrom('groupe_de_nouvelles')
      .select('demande_id')
      .where('du_le', '<', new Date(le.getTime() - 30 * 60_000))
      .orderBy('du_le')
      .limit(1_000)
      .execute()
    for (const { demande_id } of late) await planJob(tx, demande_id, le)
    return late.length
  })
}
