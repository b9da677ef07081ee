import type { FileVue } from '../file-d-attente.query.ts'
import type { Filtres } from '../filtres.ts'
import type { Reglages } from '../reglages.query.ts'

export interface FilePageProps {
  vue: FileVue
  filtres: Filtres
  /** The démarches of the agent. */
  demarches: readonly { slug: string; titre: string }[]
  reglages: Reglages
  agentId: string
  /** Day in Paris, YYYY-MM-DD. */
  today: string
  /** Why nothing was prepared or kept. */
  erreur?: { nom: string; message: string }
  /** The name that was typed for the filters, when it comes back. */
  nomDeFiltre?: string
}
