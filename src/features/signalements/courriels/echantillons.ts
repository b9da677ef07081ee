import type { CourrielDeps, Echantillons } from '../../comptes/index.ts'
import { gelPropose } from './gel-propose.ts'
import { signalementRecu } from './signalement-recu.ts'

/** Every mail of this feature, for whoever reviews them. */
export function echantillons(deps: CourrielDeps): Echantillons {
  const signalement = { le: new Date('2026-11-23T13:32:00Z'), reference: 'SIG26-7KQ4-XM9T' }
  return {
    'signalement-recu': signalementRecu(deps, signalement),
    'gel-propose': gelPropose(deps, signalement),
  }
}
