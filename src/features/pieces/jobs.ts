import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import type { Log } from '../../platform/log/log.ts'
import { createAnalysesEnRetard } from './analyses-en-retard.ts'
import { eraseEnvoi, eraseFile } from './erase-files.ts'
import { purgeLeftPieces, purgeTeleversements } from './purge-televersements.ts'
import { type ScanDeps, scanFichier } from './scan-fichier.ts'

/** `piece:analyse` and the erasures follow what people do; `piece:purge` runs once a day, `piece:analyses-en-retard` every quarter of an hour. */
export function piecesJobs(deps: ScanDeps & { log: Log }): JobHandlers {
  const analysesEnRetard = createAnalysesEnRetard(deps)
  return {
    'piece:analyses-en-retard': analysesEnRetard,
    'piece:analyse': (payload) => scanFichier(deps, idOf(payload)),
    'piece:efface': (payload) => eraseFile(deps.files, payload),
    'piece:efface-envoi': (payload) => eraseEnvoi(deps.files, payload),
    'piece:purge': async () => {
      await purgeTeleversements(deps)
      await purgeLeftPieces(deps)
    },
  }
}
