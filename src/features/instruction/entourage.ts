import type { ComponentChildren } from 'preact'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { DemandeRow } from '../demandes/index.ts'

/** What stands around a demande on the counter: who else is there, what comes next in the queue, what looks like it. */
export interface Autour {
  /** Above its title. */
  chemin: ComponentChildren
  /** Under what it is in short. */
  reperes: ComponentChildren
}

/** Given by whoever keeps the queue. @param query of the address when the page was opened; undefined after an act */
export type Entourage = (acteur: AgentActor, demande: DemandeRow, query?: unknown) => Promise<Autour>
