import type { Demarche } from '../../formulaire/demarche.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/file-store.ts'

/** Until when one may write about a demande. */
export interface ReglesDEchange {
  /** Whether nothing more can happen to a demande in this state. */
  estFinal: (statut: string) => boolean
  /** Days after its end during which messages still go both ways. */
  joursApresLaFin: number
}

/** What showing an exchange asks for. */
export interface LectureDeps {
  db: Db
  clock: Clock
  reglesDEchange: ReglesDEchange
}

export interface EchangesDeps extends LectureDeps {
  files: FileStore
  /** Every démarche that ever received a demande. */
  catalogue: { get(slug: string): { demarche: Demarche } }
}
