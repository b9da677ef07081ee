import type { Demarche } from '../../../formulaire/demarche.ts'
import { implicitDecisionDay } from '../../../platform/legal-clock/implicit-decision.ts'
import type { CourrielDeps, Echantillons } from '../../comptes/index.ts'
import { accuseReception } from './accuse-reception.ts'
import { brouillonBientotEfface } from './brouillon-bientot-efface.ts'
import { complementRecu } from './complement-recu.ts'
import { desistement } from './desistement.ts'

const LE = new Date('2026-11-23T13:32:00Z')
const REFERENCE = 'PR26-7KQ4-XM9T'

/** Every mail of this feature, for whoever reviews them; the acknowledgement once for each thing that silence may mean. */
export function echantillons(
  deps: CourrielDeps & {
    /** One for each effect of silence that the configuration knows. */
    demarches: readonly Demarche[]
  },
): Echantillons {
  const accuses = deps.demarches.map((demarche) => {
    const decisionImpliciteLe = implicitDecisionDay(LE, demarche.silence.mois)
    const accuse = { demarche, reference: REFERENCE, deposeeLe: LE, decisionImpliciteLe }
    return [`accuse-reception-silence-${demarche.silence.effet}`, accuseReception(deps, accuse)] as const
  })
  const titre = deps.demarches[0]?.titre ?? 'Une aide'
  return {
    ...Object.fromEntries(accuses),
    'complement-recu': complementRecu(deps, { reference: REFERENCE, titre, le: LE }),
    desistement: desistement(deps, { reference: REFERENCE, titre, le: LE }),
    'brouillon-bientot-efface': brouillonBientotEfface(deps, '2026-12-07'),
  }
}
