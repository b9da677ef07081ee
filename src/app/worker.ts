import { agentsJobs } from '../features/agents/index.ts'
import { audienceJobs } from '../features/audience/index.ts'
import { caisseJobs } from '../features/caisse/index.ts'
import { comptesJobs } from '../features/comptes/index.ts'
import { comptoirJobs } from '../features/comptoir/index.ts'
import { conservationJobs } from '../features/conservation/index.ts'
import { contactJobs, wantsMail } from '../features/contact/index.ts'
import { decisionsJobs } from '../features/decisions/index.ts'
import { demandesJobs } from '../features/demandes/index.ts'
import { disponibiliteJobs } from '../features/disponibilite/index.ts'
import { documentsJobs } from '../features/documents/index.ts'
import { echangesJobs } from '../features/echanges/index.ts'
import { exportsJobs } from '../features/exports/index.ts'
import { notificationsJobs } from '../features/notifications/index.ts'
import { paiementsJobs } from '../features/paiements/index.ts'
import { piecesJobs } from '../features/pieces/index.ts'
import { remboursementsJobs } from '../features/remboursements/index.ts'
import { signalementsJobs } from '../features/signalements/index.ts'
import { sondageJobs } from '../features/sondage/index.ts'
import { statistiquesJobs } from '../features/statistiques/index.ts'
import type { JobHandlers } from '../platform/jobs/jobs.ts'
import { type JobRunner, startJobRunner } from '../platform/jobs/runner.ts'
import { journalJobs } from '../platform/journal/seal-journal.ts'
import { mailJobs } from '../platform/mail/outbox.ts'
import { sessionJobs } from '../platform/session/session-jobs.ts'
import type { Context } from './context.ts'

/** The calendar (UTC): at night, one at a time; clocks first, an hour after midnight in Paris whatever the season.
 * The journal is sealed every minute. */
const CRONTAB = `
* * * * * journal:scelle
17 0 * * * demande:reprend-delai
7 * * * * demande:constate-silence
22 0 * * * decision:notifie
32 0 * * * demande:delais-habituels
12 6 * * * complement:rappelle
57 * * * * courriel:relance
27 * * * * notification:relance
*/15 * * * * piece:analyses-en-retard
33 * * * * statistiques:compte
7 2 * * * inscription:purge
12 2 * * * compte:efface
17 2 * * * brouillon:previens
22 2 * * * document:rappelle
27 2 * * * brouillon:purge
37 2 * * * piece:purge
42 2 * * * courriel:purge
47 2 * * * session:purge
52 2 * * * signalement:purge
57 2 * * * audience:purge
2 3 * * * sondage:purge
7 3 * * * notification:purge
12 3 * * * message:purge
17 3 * * * export:purge
22 3 * * * comptoir:purge
27 3 * * * agent:efface
32 3 * * * conservation:annonce
37 3 * * * conservation:efface
42 3 * * * caisse:rapproche
52 3 * * * caisse:purge
`

/** Every job of the product, by name. */
export function allJobs(context: Context): JobHandlers {
  return {
    ...mailJobs(context),
    ...journalJobs(context),
    ...sessionJobs(context),
    ...agentsJobs(context),
    ...audienceJobs(context),
    ...caisseJobs(context),
    ...comptesJobs(context),
    ...comptoirJobs(context),
    ...conservationJobs(context),
    ...contactJobs(context),
    ...decisionsJobs(context),
    ...demandesJobs(context),
    ...disponibiliteJobs(context),
    ...echangesJobs(context),
    ...notificationsJobs({ ...context, wantsMail }),
    ...documentsJobs(context),
    ...exportsJobs(context),
    ...paiementsJobs(context),
    ...piecesJobs(context),
    ...remboursementsJobs(context),
    ...signalementsJobs(context),
    ...sondageJobs(context),
    ...statistiquesJobs(context),
  }
}

export function startWorker(context: Context): Promise<JobRunner> {
  return startJobRunner({
    databaseUrl: context.config.databaseUrl,
    handlers: allJobs(context),
    crontab: CRONTAB,
    log: context.log,
  })
}
