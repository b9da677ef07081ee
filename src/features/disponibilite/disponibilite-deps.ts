import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Fermeture } from '../../platform/legal-clock/prolongation.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Catalogue } from '../demarches/index.ts'
import type { Calendrier } from './calendrier.ts'

/** A kind of deadline that a closing can make impossible to keep. */
export interface DelaiProlongeable {
  singulier: string
  pluriel: string
  /** Extends those, each with its line in the journal; may run twice for the same closing. @returns how many moved */
  prolonge(tx: Tx, fermeture: Fermeture & { numero: number }, le: Date): Promise<number>
}

export interface DisponibiliteDeps {
  db: Db
  clock: Clock
  catalogue: Catalogue
  collectivite: Collectivite
  calendrier: Calendrier
  mailer: Pick<Mailer, 'reachable'>
  delais: readonly DelaiProlongeable[]
}
