import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { appealLastDay, reasonsDueDay } from '../../platform/legal-clock/appeal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import type { Catalogue } from '../demarches/index.ts'
import { lockDemande } from './apply-acte.ts'
import { MotifsNonDus } from './refusals.ts'

/**
 * The person asks why silence rejected: the reasons are owed within a month (CRPA L232-4). Asked again, it is done.
 * @throws DemandeIntrouvable | MotifsNonDus when silence rejected nothing, an express decision has come, or the time
 * to go to court is over
 */
export function askMotifs(
  deps: { db: Db; clock: Clock; catalogue: Pick<Catalogue, 'get'> },
  acteur: UsagerActor,
  reference: string,
): Promise<void> {
  const le = deps.clock.now()
  const today = parisDay(le)
  return inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    const silence = await tx
      .selectFrom('decision_implicite')
      .select(['sens', 'nee_le'])
      .where('demande_id', '=', demande.id)
      .orderBy('nee_le', 'desc')
      .limit(1)
      .executeTakeFirst()
    const { recours } = deps.catalogue.get(demande.demarche).demarche
    const ouvert = motifsOuverts(demande.statut, silence && { sens: silence.sens, neeLe: silence.nee_le }, {
      mois: recours.delaiMois,
      today,
    })
    if (!ouvert) throw new MotifsNonDus(reference)
    const made = await tx
      .insertInto('demande_de_motifs')
      .values({ demande_id: demande.id, demandee_le: le, dus_le: reasonsDueDay(today) })
      .onConflict((conflict) => conflict.column('demande_id').doNothing())
      .returning('dus_le')
      .executeTakeFirst()
    if (made)
      await appendJournal(tx, {
        le,
        acteur,
        action: 'demande.motifs-demandes',
        demandeId: demande.id,
        donnees: { dusLe: made.dus_le },
      })
  })
}

/** Whether the reasons of a silence may be asked for: it rejected, nobody decided since, and a court may still be seised. */
export function motifsOuverts(
  statut: string,
  silence: { sens: string; neeLe: string } | null | undefined,
  { mois, today }: { mois: number; today: string },
): boolean {
  return (
    silence?.sens === 'rejet' &&
    ['deposee', 'en_instruction', 'a_completer'].includes(statut) &&
    today <= appealLastDay(silence.neeLe, mois)
  )
}
