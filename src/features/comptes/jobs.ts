import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import { fermeRecemment } from '../disponibilite/index.ts'
import { purgeEpreuves } from '../facteurs/index.ts'
import { answerAdresse } from './answer-adresse.ts'
import { answerBlocage } from './answer-blocage.ts'
import { answerInscription } from './answer-inscription.ts'
import { answerReinitialisation } from './answer-reinitialisation.ts'
import { type EraseDeps, eraseComptes } from './erase-comptes.ts'
import { GEL_MS } from './lien-store.ts'

export function comptesJobs(deps: Parameters<typeof answerInscription>[0] & EraseDeps): JobHandlers {
  return {
    'inscription:repond': (payload) => answerInscription(deps, idOf(payload)),
    'reinitialisation:repond': (payload) => answerReinitialisation(deps, idOf(payload)),
    'deblocage:repond': (payload) => answerBlocage(deps, idOf(payload)),
    'adresse:repond': (payload) => answerAdresse(deps, idOf(payload)),
    'compte:efface': async () => {
      if (!(await fermeRecemment(deps.db, deps.clock.now()))) await eraseComptes(deps)
    },
    'inscription:purge': async () => {
      await deps.db.deleteFrom('inscription').where('expire_le', '<', deps.clock.now()).execute()
      await deps.db
        .deleteFrom('lien')
        .where('cree_le', '<', new Date(deps.clock.now().getTime() - GEL_MS))
        .execute()
      await purgeEpreuves(deps.db, deps.clock.now())
    },
  }
}
