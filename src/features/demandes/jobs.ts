import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { wantsMail } from '../contact/index.ts'
import { fermeRecemment } from '../disponibilite/index.ts'
import { notifie } from '../notifications/index.ts'
import { erasePiecesOfBrouillons } from '../pieces/index.ts'
import { catchUpBeneficiaires } from './catch-up-beneficiaires.ts'
import { computeDelaisHabituels } from './compute-delais-habituels.ts'
import { announcedBefore, dueBefore, keptUntil, toAnnounceBefore } from './conservation-brouillon.ts'
import { constateSilence } from './constate-silence.ts'
import { brouillonBientotEfface } from './courriels/brouillon-bientot-efface.ts'
import { type RappelDeps, rappelleComplements } from './rappelle-complements.ts'
import { restartClocks } from './restart-clocks.ts'
import type { SubmitDeps } from './submit-demande.ts'

const BATCH = 200

export function demandesJobs(
  deps: Pick<SubmitDeps, 'db' | 'clock' | 'mailIdentity' | 'publicOrigin'> & RappelDeps,
): JobHandlers {
  return {
    'brouillon:previens': () => repeat(() => warnBeforePurge(deps)),
    'brouillon:purge': async () => {
      if (!(await fermeRecemment(deps.db, deps.clock.now()))) await repeat(() => purgeBrouillons(deps))
    },
    'beneficiaire:rattrape': () => catchUpBeneficiaires(deps),
    'demande:reprend-delai': () => repeat(() => restartClocks(deps)),
    'demande:constate-silence': async () => {
      // A clock that should have started again while the worker was down may have run out since.
      await repeat(() => restartClocks(deps))
      await repeat(() => constateSilence(deps))
    },
    'demande:delais-habituels': () => computeDelaisHabituels(deps),
    'complement:rappelle': () => repeat(() => rappelleComplements(deps)),
  }
}

/** A batch a transaction, until one is not full: a campaign ends for everybody on the same day. */
async function repeat(batch: () => Promise<number>): Promise<void> {
  while ((await batch()) === BATCH);
}

/** Two weeks before a brouillon goes, its owner is told, once: by mail if they want it, on `/espace` always. @returns how many */
async function warnBeforePurge(
  deps: Pick<SubmitDeps, 'db' | 'clock' | 'mailIdentity' | 'publicOrigin'>,
): Promise<number> {
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const due = await tx
      .selectFrom('brouillon')
      .select(['brouillon.id', 'brouillon.usager_id as usagerId', 'brouillon.modifie_le'])
      .where('brouillon.demande_id', 'is', null)
      .where('brouillon.prevenu_le', 'is', null)
      .where('brouillon.modifie_le', '<', toAnnounceBefore(now))
      .limit(BATCH)
      .modifyEnd(sql`for update of brouillon skip locked`)
      .execute()
    // What an agent types from paper goes as well; nobody is told.
    for (const brouillon of due) {
      const { id: objetId, usagerId } = brouillon
      const echeance = parisDay(keptUntil(brouillon.modifie_le, now))
      const wanted = usagerId !== null && (await wantsMail(tx, usagerId, 'brouillons'))
      await notifie(tx, {
        genre: 'brouillon.bientot-efface',
        donnees: { echeance },
        ...{ usagerId, objetId, le: now },
        courriel: wanted ? brouillonBientotEfface(deps, echeance) : null,
      })
      await tx.updateTable('brouillon').set({ prevenu_le: now }).where('id', '=', brouillon.id).execute()
    }
    return due.length
  })
}

/** Only what was announced two weeks before is ever purged. @returns how many went */
async function purgeBrouillons({ db, clock }: Pick<SubmitDeps, 'db' | 'clock'>): Promise<number> {
  const now = clock.now()
  return inTransaction(db, async (tx) => {
    const due = await tx
      .selectFrom('brouillon')
      .select('id')
      .where('demande_id', 'is', null)
      .where('modifie_le', '<', dueBefore(now))
      .where('prevenu_le', '<', announcedBefore(now))
      .limit(BATCH)
      .modifyEnd(sql`for update skip locked`)
      .execute()
    if (due.length === 0) return 0
    const ids = due.map(({ id }) => id)
    await erasePiecesOfBrouillons(tx, ids)
    await tx.deleteFrom('brouillon').where('id', 'in', ids).execute()
    return ids.length
  })
}
