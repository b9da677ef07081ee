import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { Catalogue } from '../demarches/index.ts'
import { notifie } from '../notifications/index.ts'
import { decideDu, type PaymentProvider } from '../paiements/index.ts'
import { applyActe, type DemandeRow, type EndAvis } from './apply-acte.ts'
import { decisionImplicite } from './courriels/decision-implicite.ts'

export interface SilenceDeps {
  db: Db
  clock: Clock
  catalogue: Catalogue
  mailIdentity: MailIdentity
  publicOrigin: string
  endAvis: EndAvis
  /** Absent: nothing is paid on line here. */
  prestataire?: PaymentProvider | undefined
}

const BATCH = 200
const SYSTEME = { kind: 'systeme' } as const

/**
 * Writes down the decisions that silence has taken (CRPA L231-1, L231-4): each once, with the day of the law, however
 * late the worker comes. An acceptance ends the demande; a rejection does not: it may still be decided expressly.
 * @returns how many
 */
export function constateSilence(deps: SilenceDeps): Promise<number> {
  const le = deps.clock.now()
  // A démarche that left the configuration says no more what its silence means: its demandes wait for it to be back.
  const slugs = deps.catalogue.all().map(({ demarche }) => demarche.slug)
  return inTransaction(deps.db, async (tx) => {
    const due = await tx
      .selectFrom('demande')
      .leftJoin('usager', 'usager.id', 'demande.usager_id')
      .selectAll('demande')
      .select('usager.email')
      .where('statut', 'in', ['deposee', 'en_instruction', 'a_completer'])
      .where('decision_implicite_le', '<=', parisDay(le))
      .where('demarche', '=', (eb) => eb.fn.any(eb.val(slugs)))
      .where(sql<boolean>`not exists (select from decision_implicite s where s.demande_id = demande.id
          and s.nee_le = demande.decision_implicite_le)`)
      .orderBy('decision_implicite_le')
      .limit(BATCH)
      .modifyEnd(sql`for no key update of demande skip locked`)
      .execute()
    for (const { email, ...demande } of due) await constate(deps, tx, demande as DemandeRow, email, le)
    return due.length
  })
}

async function constate(
  deps: SilenceDeps,
  tx: Tx,
  demande: DemandeRow,
  email: string | null,
  le: Date,
): Promise<void> {
  const { demarche } = deps.catalogue.get(demande.demarche)
  const sens = demarche.silence.effet
  const neeLe = demande.decision_implicite_le
  if (neeLe === null) throw new Error(`silence decides nothing on demande ${demande.id}`)
  await tx
    .insertInto('decision_implicite')
    .values({ demande_id: demande.id, sens, nee_le: neeLe, constatee_le: le })
    .execute()
  if (sens === 'acceptation') {
    await applyActe(tx, {
      demande,
      acte: 'constater-silence',
      acteur: SYSTEME,
      le,
      donnees: { neeLe },
      endAvis: deps.endAvis,
    })
    const { id: demandeId } = demande
    await decideDu(tx, deps, { demandeId, le, demarche, issue: { accorde: true } })
  } else
    await appendJournal(tx, {
      le,
      acteur: SYSTEME,
      action: 'demande.rejet-implicite',
      demandeId: demande.id,
      donnees: { neeLe },
    })
  // Whoever filed on paper read it in the acknowledgement, and has no page to be led to.
  if (demande.usager_id === null || email === null) return
  const ici = { usagerId: demande.usager_id, demandeId: demande.id, le, courriel: null }
  await notifie(tx, { genre: 'decision.implicite', ...ici })
  await queueMail(tx, le, {
    ...decisionImplicite(deps, { reference: demande.reference, demarche, neeLe }),
    destinataire: email,
    usagerId: demande.usager_id,
    demandeId: demande.id,
  })
}
