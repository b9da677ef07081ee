import { dateEnMots } from '../../formulaire/dates.ts'
import type { Demarche } from '../../formulaire/demarche.ts'
import { implicitDecisionAfterSuspension } from '../../platform/legal-clock/implicit-decision.ts'
import { type DemandeRow, statuts } from '../demandes/index.ts'

/** What the law's clock says of a demande today, for the agent. */
export interface DelaiVue {
  texte: string
  ton: 'info' | 'attention' | 'danger'
}

const ALERTE_JOURS = 15

/** The complement that stopped the clock. */
export interface Attente {
  demandeLe: Date
  /** YYYY-MM-DD */
  echeance: string
  /** Day that was due when the clock stopped, YYYY-MM-DD. */
  impliciteAvant: string | null
}

/** @param today day in Paris, YYYY-MM-DD; undefined when the demande is closed */
export function delaiDeSilence(
  demande: Pick<DemandeRow, 'statut' | 'decision_implicite_le'>,
  { silence }: Pick<Demarche, 'silence'>,
  today: string,
  attente?: Attente,
): DelaiVue | undefined {
  if (statuts[demande.statut].final) return undefined
  const le = demande.decision_implicite_le ?? resumesOn(silence.effet, today, attente)
  if (!le) return stopped(silence, attente)
  if (le <= today) return born(silence.effet, le)
  const left = Math.round((Date.parse(le) - Date.parse(today)) / 86_400_000)
  return {
    ton: left <= ALERTE_JOURS ? 'attention' : 'info',
    texte: `Sans décision, le silence vaudra ${silence.effet} le ${dateEnMots(le)} (${left === 1 ? 'demain' : `dans ${left} jours`}\u00a0; ${silence.source}).`,
  }
}

type Silence = Demarche['silence']

// The clock stops for the time given to answer, not longer (CRPA L114-5): after the deadline it runs again by itself.
function resumesOn(effet: Silence['effet'], today: string, attente: Attente | undefined): string | undefined {
  if (effet !== 'rejet' || !attente?.impliciteAvant || today <= attente.echeance) return undefined
  const deadline = new Date(`${attente.echeance}T12:00:00Z`)
  return implicitDecisionAfterSuspension(attente.impliciteAvant, attente.demandeLe, deadline)
}

function stopped({ effet }: Silence, attente: Attente | undefined): DelaiVue {
  const resume =
    effet === 'acceptation'
      ? 'il courra en entier à partir de la réponse'
      : attente
        ? `il repart à la réponse, au plus tard le ${dateEnMots(attente.echeance)}`
        : 'il repart à la réponse'
  return {
    ton: 'info',
    texte: `Un complément est attendu. Le délai de silence (${effet}) est arrêté\u00a0: ${resume}.`,
  }
}

function born(effet: Silence['effet'], le: string): DelaiVue {
  const texte =
    effet === 'rejet'
      ? `Le silence a fait naître une décision implicite de rejet le ${dateEnMots(le)}. Une décision expresse peut encore la remplacer\u00a0; si l’usager le demande, ses motifs sont dus dans le mois.`
      : `Le silence a fait naître une décision implicite d’acceptation le ${dateEnMots(le)}. Seule une acceptation est encore possible ici.`
  return { ton: 'danger', texte }
}
