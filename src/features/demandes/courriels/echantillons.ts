import type { Demarche } from '../../../formulaire/demarche.ts'
import { implicitDecisionDay } from '../../../platform/legal-clock/implicit-decision.ts'
import type { CourrielDeps, Echantillons } from '../../comptes/index.ts'
import type { Du } from '../../paiements/index.ts'
import { accuseReception } from './accuse-reception.ts'
import { brouillonBientotEfface } from './brouillon-bientot-efface.ts'
import { complementRecu } from './complement-recu.ts'
import { decisionImplicite } from './decision-implicite.ts'
import { desistement } from './desistement.ts'
import { rappelApresAccord, rappelComplement } from './rappel-complement.ts'

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
    const accuse = {
      demarche,
      reference: REFERENCE,
      deposeeLe: LE,
      decisionImpliciteLe,
      du: null,
      enLigne: true,
    }
    return [`accuse-reception-silence-${demarche.silence.effet}`, accuseReception(deps, accuse)] as const
  })
  const payee = deps.demarches.find(({ paiement }) => paiement)
  const titre = deps.demarches[0]?.titre ?? 'Une aide'
  const recu = { reference: REFERENCE, titre, le: LE, echeance: '2026-11-20' }
  return {
    ...Object.fromEntries(accuses),
    ...(payee ? { 'accuse-reception-a-payer': accuseAPayer(deps, payee) } : {}),
    'complement-recu': complementRecu(deps, { ...recu, reste: 0, bloque: false, tardif: false }),
    'complement-recu-apres-accord': complementRecu(deps, {
      ...{ ...recu, reste: 0, bloque: false, tardif: true, accordee: 'venus' },
    }),
    'complement-recu-apres-accord-en-partie': complementRecu(deps, {
      ...{ ...recu, reste: 1, bloque: false, tardif: true, accordee: 'attendus' },
    }),
    'complement-recu-en-partie': complementRecu(deps, { ...recu, reste: 2, bloque: true, tardif: false }),
    'complement-recu-en-retard': complementRecu(deps, { ...recu, reste: 1, bloque: false, tardif: true }),
    'rappel-complement': rappelComplement(deps, {
      reference: REFERENCE,
      titre,
      demarche: premiere(deps.demarches),
      nombre: 1,
      echeance: '2026-12-23',
    }),
    'rappel-complement-apres-accord': rappelApresAccord(deps, {
      ...{ reference: REFERENCE, titre, demarche: premiere(deps.demarches), nombre: 1 },
    }),
    'decision-implicite': decisionImplicite(deps, {
      reference: REFERENCE,
      demarche: premiere(deps.demarches),
      neeLe: '2027-01-24',
    }),
    desistement: desistement(deps, { reference: REFERENCE, titre, le: LE }),
    'brouillon-bientot-efface': brouillonBientotEfface(deps, '2026-12-07'),
  }
}

const DU: Du = {
  montantCents: 1000,
  lignes: [{ libelle: 'Carte', pourQui: 'Léa Martin', montantCents: 1000, etapes: [] }],
}

const accuseAPayer = (deps: CourrielDeps, demarche: Demarche) =>
  accuseReception(deps, {
    ...{ demarche, reference: REFERENCE, deposeeLe: LE, du: DU, enLigne: true },
    decisionImpliciteLe: implicitDecisionDay(LE, demarche.silence.mois),
  })

function premiere(demarches: readonly Demarche[]): Demarche {
  const [first] = demarches
  if (!first) throw new Error('no démarche to write about')
  return first
}
