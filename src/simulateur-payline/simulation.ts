import type { Clock } from '../platform/clock/clock.ts'
import type { Notifications } from './notifications.ts'
import type { Pannes } from './pannes.ts'
import type { Payeur } from './payer.ts'
import type { Registre } from './registre.ts'
import type { Soap } from './soap.ts'

/** The parts of a running simulator, behind its addresses. */
export interface Simulation {
  registre: Registre
  pannes: Pannes
  notifications: Notifications
  payeur: Payeur
  soap: Soap
  /** Moves the simulator's clock forward. */
  advance(milliseconds: number): void
}

/** A clock that can be pushed ahead of the one it follows. */
export function createAdvancedClock(clock: Clock): Clock & { advance(milliseconds: number): void } {
  let ahead = 0
  return {
    now: () => new Date(clock.now().getTime() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds
    },
  }
}
