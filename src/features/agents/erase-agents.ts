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
      await forgetAccess(tx, id, personne)
      await appendJournal(tx, {
        ...{ le, acteur: { kind: 'systeme' }, action: 'agent.acces-efface', objetId: id },
      })
    })
  for (const id of await shownNowhere(db, before))
    await inTransaction(db, async (tx) => {
      await tx
        .updateTable('agent')
        .set({ prenom: 'Ancien', nom: 'agent', qualite: '' })
        .where('id', '=', id)
        .execute()
      await tx.deleteFrom('anonymat_agent').where('agent_id', '=', id).execute()
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

async function forgetAccess(tx: Tx, id: string, personne: string): Promise<void> {
  await tx
    .updateTable('agent')
    .set({
      email: `efface-${id}`,
      email_normalise: `efface-${id}`,
      mot_de_passe: personne,
      totp_chiffre: Buffer.alloc(0),
    })
    .where('id', '=', id)
    .execute()
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
}

/** Agents who left and whose name no demande shows any more. */
async function shownNowhere(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select a.id from agent a
    where not a.actif and a.ferme_le < ${before}::timestamptz and a.email_normalise = 'efface-' || a.id
      and (a.prenom, a.nom, a.qualite) <> ('Ancien', 'agent', '')
      and not exists (select from demande where agent_id = a.id)
      and not exists (select from decision where agent_id = a.id)
      and not exists (select from complement where agent_id = a.id)
      and not exists (select from message where agent_id = a.id)
      and not exists (select from note_interne where agent_id = a.id)
      and not exists (select from verdict_piece where agent_id = a.id)
      and not exists (select from transmission where agent_id = a.id)
      and not exists (select from demande_de_motifs where agent_id = a.id)
      and not exists (select from notification_de_decision where postee_par = a.id)
      and not exists (select from avis where demandeur_id = a.id or consulte_id = a.id)
      and not exists (select from conservation_suspendue where agent_id = a.id)
      and not exists (select from piece where agent_id = a.id)
    limit ${PAR_NUIT}`.execute(db)
  return rows.map(({ id }) => id)
}
