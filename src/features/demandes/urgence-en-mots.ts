import { dateEnMots } from '../../formulaire/dates.ts'
import { daysBetween } from '../../platform/legal-clock/complement.ts'
import { statuts } from './demande.ts'
import { type DemandeDatee, type Niveau, type Raison, urgenceDe } from './urgence.ts'

export interface UrgenceEnMots {
  niveau: Niveau
  /** What falls due, or what is waited for when nothing presses; '' once it is over and nothing is owed. */
  texte: string
}

/** What agents read of the clocks of a demande, the same in the queue and on its page. @param today YYYY-MM-DD */
export function urgenceEnMots(demande: DemandeDatee, today: string): UrgenceEnMots {
  const { niveau, raisons } = urgenceDe(demande, today)
  const mots = raisons.map((raison) => raisonEnMots(raison, today))
  return { niveau, texte: mots.length > 0 ? mots.join(', ') : calme(demande) }
}

function raisonEnMots(raison: Raison, today: string): string {
  const le = dateEnMots(raison.le)
  switch (raison.kind) {
    case 'silence':
      return `le silence décidera le ${le} (${reste(daysBetween(today, raison.le))})`
    case 'silence-acquis':
      return `le silence a décidé le ${le}`
    case 'complement-echu':
      return `complément échu depuis le ${le}`
    case 'motifs-dus':
      return `motifs dus le ${le}`
  }
}

const reste = (left: number): string => (left === 1 ? 'demain' : `${left} jours`)

function calme({ statut, complementAvant, decisionImpliciteLe }: DemandeDatee): string {
  if (statuts[statut].final) return ''
  if (complementAvant) return `complément attendu jusqu’au ${dateEnMots(complementAvant)}`
  return decisionImpliciteLe ? `le silence décidera le ${dateEnMots(decisionImpliciteLe)}` : 'délai arrêté'
}
