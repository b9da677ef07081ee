export { echantillons } from './courriels/echantillons.ts'
export { notificationsJobs } from './jobs.ts'
export { type Fait, notifie } from './notifie.ts'
export { readNotificationsOf, settleNotifications } from './read-notifications.ts'
