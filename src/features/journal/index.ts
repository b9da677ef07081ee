export { LienVersJournal } from './pages/lien-vers-journal.tsx'
export { journalRoutes } from './routes.tsx'
