import { dateEnMots } from '../../formulaire/dates.ts'
import { lireTexte } from '../../formulaire/texte.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import type { ElementDemande } from '../demandes/index.ts'
import { type Demandable, type ElementsSaisis, parseElements } from './elements-saisis.ts'
import { parseDay } from './jours.ts'
import { type Lecture, refuse } from './lecture.ts'

export type { Erreurs, Lecture } from './lecture.ts'

/**
 * Days that a family has to send what is missing. The law asks for a deadline and gives no figure (CRPA L114-5):
 * less than two weeks would fall inside school holidays, more than three months would outlive the campaign.
 */
export const COMPLEMENT_JOURS = { min: 15, propose: 30, max: 90 } as const
const TEXTE_LONGUEUR_MAX = 4000
/** The same figure as the constraint `un_refus_est_motive`. */
export const MOTIVATION_LONGUEUR_MIN = 20

export interface ComplementSaisie extends ElementsSaisis {
  echeance: string
  message: string
}

export interface Complement {
  elements: ElementDemande[]
  /** Last day to answer, YYYY-MM-DD. */
  echeance: string
  message: string
}

/** @param today day in Paris, YYYY-MM-DD */
export function parseComplement(
  saisie: ComplementSaisie,
  today: string,
  demandables: readonly Demandable[] = [],
): Lecture<Complement> {
  const elements = parseElements(saisie, demandables)
  const echeance = parseEcheance(saisie.echeance, today)
  const message = parseTexteLibre('message', saisie.message)
  if (elements.ok && echeance.ok && message.ok) {
    return {
      ok: true,
      valeur: { elements: elements.valeur, echeance: echeance.valeur, message: message.valeur },
    }
  }
  return { ok: false, erreurs: [elements, echeance, message].flatMap((lu) => (lu.ok ? [] : lu.erreurs)) }
}

function parseEcheance(brut: string, today: string): Lecture<string> {
  const champ = 'echeance'
  const { min, propose, max } = COMPLEMENT_JOURS
  const enMots = (days: number): string => dateEnMots(addDays(today, days))
  const echeance = parseDay(brut)
  if (!echeance) return refuse(champ, `Indiquez une date, par exemple le ${enMots(propose)}.`)
  if (echeance <= today) return refuse(champ, `Choisissez une date à venir, à partir du ${enMots(min)}.`)
  if (echeance < addDays(today, min))
    return refuse(champ, `Laissez au moins ${min} jours : à partir du ${enMots(min)}.`)
  if (echeance > addDays(today, max))
    return refuse(champ, `Ne dépassez pas ${max} jours : jusqu’au ${enMots(max)}.`)
  return { ok: true, valeur: echeance }
}

/** The reasons of a refusal or of a closing without follow-up: never missing, never a word or two. */
export function parseMotivation(brut: string): Lecture<string> {
  const lu = parseTexteLibre('motivation', brut)
  if (!lu.ok) return lu
  // Characters counted as PostgreSQL counts them: an emoji is one.
  const length = [...lu.valeur].length
  if (length === 0)
    return refuse('motivation', 'Écrivez les motifs : la règle appliquée et les faits retenus.')
  if (length < MOTIVATION_LONGUEUR_MIN)
    return refuse(
      'motivation',
      `Développez les motifs : ${MOTIVATION_LONGUEUR_MIN} caractères au moins, il y en a ${length}.`,
    )
  return lu
}

/** A text that may be empty. */
export function parseTexteLibre(champ: string, brut: string): Lecture<string> {
  const lu = lireTexte(brut, { max: TEXTE_LONGUEUR_MAX, lignes: true })
  return 'probleme' in lu ? refuse(champ, lu.probleme) : { ok: true, valeur: lu.texte }
}
