import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { hashPassword } from '../../platform/session/password.ts'

const YEAR_MS = 365 * 86_400_000
/** Each looks through what agents leave on demandes: a few a night. */
const PAR_NUIT = 50

/**
 * `agent:efface`, each night: a year after an account was closed, what it signed in with goes. Its name goes with the
 * last demande that shows it; what agents wrote for everybody stays under a number that names nobody.
 */
export async function eraseAgents({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const le = clock.now()
  const before = new Date(le.getTime() - YEAR_MS)
  const personne = await hashPassword(crypto.randomUUID())
  for (const id of await toSignOutForGood(db, before))
    await inTransaction(db, async (tx) => {
      if (!(await forgetAccess(tx, id, before, personne))) return
      await appendJournal(tx, {
        ...{ le, acteur: { kind: 'systeme' }, action: 'agent.acces-efface', objetId: id },
      })
    })
  for (const id of await shownNowhere(db, before))
    await inTransaction(db, async (tx) => {
      if (!(await forgetName(tx, id, before))) return
      await appendJournal(tx, { le, acteur: { kind: 'systeme' }, action: 'agent.efface', objetId: id })
    })
}

async function toSignOutForGood(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('agent')
    .select('id')
    .where('actif', '=', false)
    .where('ferme_le', '<', before)
    .where(sql<boolean>`email_normalise <> 'efface-' || id`)
    .limit(PAR_NUIT)
    .execute()
  return rows.map(({ id }) => id)
}

/** @returns whether it was still to be forgotten: `agents:renouvelle` may have opened it again since */
async function forgetAccess(tx: Tx, id: string, before: Date, personne: string): Promise<boolean> {
  const forgotten = await tx
    .updateTable('agent')
    .set({
      email: `efface-${id}`,
      email_normalise: `efface-${id}`,
      mot_de_passe: personne,
      totp_chiffre: Buffer.alloc(0),
    })
    .where('id', '=', id)
    .where('actif', '=', false)
    .where('ferme_le', '<', before)
    .where(sql<boolean>`email_normalise <> 'efface-' || id`)
    .returning('id')
    .executeTakeFirst()
  if (!forgotten) return false
  for (const table of [
    'agent_demarche',
    'cle_d_acces',
    'epreuve',
    'filtre_enregistre',
    'preference_agent',
    'session',
    'tour_agent',
  ] as const)
    await tx.deleteFrom(table).where('agent_id', '=', id).execute()
  return true
}

/** What shows the name of an agent, or says who did what, on a demande that is kept or a report; a test compares them. */
export const NOMMENT = [
  'avis.consulte_id',
  'avis.demandeur_id',
  'brouillon.agent_id',
  'cheque.note_par',
  'cheque_impaye.note_par',
  'cloture_de_caisse.close_par',
  'complement.agent_id',
  'conservation_suspendue.agent_id',
  'decision.agent_id',
  'demande.agent_id',
  'demande_de_motifs.agent_id',
  'export_de_demandes.agent_id',
  'fichier.agent_id',
  'lot.agent_id',
  'message.agent_id',
  'note_interne.agent_id',
  'notification_de_decision.postee_par',
  'paiement.decide_par',
  'piece.agent_id',
  'remboursement.clos_par',
  'remboursement.demande_par',
  'remboursement.valide_par',
  'signalement.agent_id',
  'transmission.agent_id',
  'verdict_piece.agent_id',
] as const

/**
 * Agents `a` who left and whose name nothing shows any more, the history of the demandes that are kept included. Each
 * table stops at its first row: a limit keeps the planner from reading the whole of it.
 */
const aOublier = (before: Date) => sql<boolean>`not a.actif and a.ferme_le < ${before}::timestamptz
  and a.email_normalise = 'efface-' || a.id and (a.prenom, a.nom, a.qualite) <> ('Ancien', 'agent', '')
  and (select true from journal j join demande d on d.id = j.demande_id
    where j.acteur = 'agent' and j.acteur_id = a.id limit 1) is null
  and ${sql.join(
    NOMMENT.map((place) => {
      const [table = ''] = place.split('.')
      return sql`(select true from ${sql.table(table)} where ${sql.ref(place)} = a.id limit 1) is null`
    }),
    sql` and `,
  )}`

async function shownNowhere(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select a.id from agent a where ${aOublier(before)}
    limit ${PAR_NUIT}`.execute(db)
  return rows.map(({ id }) => id)
}

/** @returns whether it was still to be forgotten */
async function forgetName(tx: Tx, id: string, before: Date): Promise<boolean> {
  const { rows } = await sql`update agent a set prenom = 'Ancien', nom = 'agent', qualite = ''
    where a.id = ${id} and ${aOublier(before)} returning a.id`.execute(tx)
  if (rows.length === 0) return false
  await tx.deleteFrom('anonymat_agent').where('agent_id', '=', id).execute()
  return true
}
