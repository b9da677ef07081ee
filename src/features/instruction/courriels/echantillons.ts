import type { Demarche } from '../../../formulaire/demarche.ts'
import type { Echantillons } from '../../comptes/index.ts'
import type { CourrielContexte } from '../acte-d-agent.ts'
import { complementDemande } from './complement-demande.ts'
import { motifsCommuniques } from './motifs-communiques.ts'
import { demandeTransmise } from './transmission.ts'

/** Every mail of this feature, for whoever reviews them; the complement once for each thing that silence may mean. */
export function echantillons(
  deps: CourrielContexte['deps'] & {
    /** One for each effect of silence that the configuration knows. */
    demarches: readonly Demarche[]
  },
): Echantillons {
  const tous = deps.demarches.flatMap((demarche, rang) => {
    const contexte = { deps, prenom: 'Élodie', reference: 'PR26-7KQ4-XM9T', demarche }
    const complement = complementDemande(contexte, {
      nombre: 2 - rang,
      echeance: '2026-12-23',
      effet: demarche.silence.effet === 'rejet' ? 'suspend' : 'recommence',
      bloquant: true,
      nee: false,
    })
    const aucun = { nombre: 1, echeance: '2026-12-23', effet: 'aucun' } as const
    const premiers = [
      ['complement-demande-utile', complementDemande(contexte, { ...aucun, bloquant: false, nee: false })],
      [
        'complement-demande-silence-passe',
        complementDemande(contexte, { ...aucun, bloquant: true, nee: true }),
      ],
      ['motifs-communiques', motifsCommuniques(contexte)],
      [
        'demande-transmise',
        demandeTransmise(contexte, {
          autorite: 'Région Auvergne-Rhône-Alpes',
          adresse: '101 cours Charlemagne\n69002 Lyon',
          contact: '',
          deposeeLe: new Date('2026-11-23T09:00:00Z'),
        }),
      ],
    ] as const
    return [
      ...(rang === 0 ? premiers : []),
      [`complement-demande-silence-${demarche.silence.effet}`, complement] as const,
    ]
  })
  return Object.fromEntries(tous)
}
