export { wantsMail } from './choix-store.ts'
export { contactJobs } from './jobs.ts'
export { noteVerdict } from './note-verdict.ts'
export { contactRoutes } from './routes.tsx'
