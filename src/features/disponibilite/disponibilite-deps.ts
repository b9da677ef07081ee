import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Fermeture } from '../../platform/legal-clock/prolongation.ts'
import type { Catalogue } from '../demarches/index.ts'
import type { Calendrier } from './calendrier.ts'
import type { Sante } from './sante.ts'

/** A kind of deadline that a closing can make impossible to keep. */
export interface DelaiProlongeable {
  singulier: string
  pluriel: string
  /** How many a closing would extend as things stand now; writes nothing. */
  compte(db: Db, fermeture: Fermeture): Promise<number>
  /** Extends those, each with its line in the journal; may run twice for the same closing. @returns how many moved */
  prolonge(tx: Tx, fermeture: Fermeture & { numero: number }, le: Date): Promise<number>
}

export interface DisponibiliteDeps {
  db: Db
  clock: Clock
  catalogue: Catalogue
  collectivite: Collectivite
  calendrier: Calendrier
  /** Whether the portal can do its work: asked by people and by the machines around us. */
  sante: () => Promise<Sante>
  delais: readonly DelaiProlongeable[]
}
