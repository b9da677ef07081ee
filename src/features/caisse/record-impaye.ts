import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { notifie } from '../notifications/index.ts'
import { lockPaiement, markImpaye } from '../paiements/index.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { getCheque } from './cheques.query.ts'
import { chequeImpaye } from './courriels/cheque-impaye.ts'

const MOTIF_MIN = 5
const MOTIF_MAX = 500

/**
 * Notes that the bank did not pay a cheque: an entry goes out, the demande may be paid again, and its person is told.
 * Noting it twice is noting it once.
 * @returns what is wrong with the reason; undefined once it is noted
 * @throws EcritureIntrouvable
 */
export function recordImpaye(
  deps: Pick<CaisseDeps, 'db' | 'clock' | 'mailIdentity' | 'publicOrigin' | 'titreDe' | 'prestataire'>,
  acteur: AgentActor,
  { id, motif: typed }: { id: string; motif: string },
): Promise<{ erreur: string } | undefined> {
  return inTransaction(deps.db, async (tx) => {
    await getCheque(tx, acteur, id)
    const motif = typed.trim()
    if (motif.length < MOTIF_MIN || motif.length > MOTIF_MAX)
      return { erreur: `Écrivez pourquoi la banque n’a pas payé, en ${MOTIF_MIN} à ${MOTIF_MAX} caractères.` }
    const demandeId = (await lockPaiement(tx, id))?.demande_id ?? null
    const cheque = await getCheque(tx, acteur, id)
    if (cheque.impaye) return undefined
    const le = deps.clock.now()
    const aPayer = await markImpaye(tx, { paiementId: id, demandeId, le })
    await tx
      .insertInto('cheque_impaye')
      // The day of the accounts is put by the base, which knows the days that are closed.
      .values({
        id: uuidv7(),
        paiement_id: id,
        motif,
        conclu_le: le,
        note_par: acteur.agentId,
        jour_de_caisse: sql<string>`null`,
      })
      .execute()
    await appendJournal(tx, {
      ...{ le, acteur, action: 'paiement.impaye', objetId: id },
      ...(demandeId ? { demandeId } : {}),
    })
    const { montantCents } = cheque
    if (demandeId) await tell(tx, deps, { demandeId, paiementId: id, montantCents, aPayer, le })
    return undefined
  })
}

async function tell(
  tx: Tx,
  deps: Pick<CaisseDeps, 'mailIdentity' | 'publicOrigin' | 'titreDe' | 'prestataire'>,
  {
    demandeId,
    paiementId,
    montantCents,
    aPayer,
    le,
  }: { demandeId: string; paiementId: string; montantCents: number; aPayer: boolean; le: Date },
): Promise<void> {
  const demande = await tx
    .selectFrom('demande')
    .select(['reference', 'usager_id', 'demarche'])
    .where('id', '=', demandeId)
    .executeTakeFirstOrThrow()
  await notifie(tx, {
    ...{ usagerId: demande.usager_id, demandeId, objetId: paiementId, le, genre: 'paiement.impaye' },
    ...(aPayer ? {} : { aFaire: false }),
    courriel: chequeImpaye(deps, {
      reference: demande.reference,
      demarche: deps.titreDe(demande.demarche),
      ...{ montantCents, aPayer, enLigne: deps.prestataire !== undefined },
    }),
  })
}
