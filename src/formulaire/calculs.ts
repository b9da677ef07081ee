import Engine from 'publicodes'
import type { ChampDeType } from './champs/type-champ.ts'
import type { Portee } from './conditions.ts'
import { valeurDe } from './conditions.ts'
import type { DefinitionFormulaire, Valeur } from './definition.ts'
import { eurosEnMots, nombreEnMots } from './nombres.ts'

export interface ResultatDeCalcul {
  titre: string
  /** In the rule's own unit; null when an input is missing. */
  valeur: number | null
  enMots: string
  /** The steps that lead to it, in the order of the definition: the trace that CRPA R311-3-1-2 asks for. */
  lignes: { titre: string; enMots: string }[]
}

/** One parsed engine a definition: parsing costs milliseconds, evaluating little. */
const engines = new WeakMap<DefinitionFormulaire, Engine>()

/** @throws when the rules are not valid publicodes */
export function engineOf(definition: DefinitionFormulaire): Engine {
  const known = engines.get(definition)
  if (known) return known
  const made = new Engine((definition.regles ?? {}) as never, {
    logger: { log: () => {}, warn: () => {}, error: () => {} },
  })
  engines.set(definition, made)
  return made
}

const enSituation = (valeur: Valeur): string | number | undefined => {
  if (typeof valeur === 'number') return valeur
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  return typeof valeur === 'string' ? `'${valeur}'` : undefined
}

/** Computes one field of type calcul from the answers that count. */
export function calculer(
  definition: DefinitionFormulaire,
  champ: ChampDeType<'calcul'>,
  portee: Portee,
): ResultatDeCalcul {
  const situation: Record<string, string | number> = {}
  for (const [regle, chemin] of Object.entries(champ.entrees)) {
    const lue = valeurDe(chemin, portee)
    const valeur = lue === undefined ? undefined : enSituation(lue)
    if (valeur !== undefined) situation[regle] = valeur
  }
  const key = `${champ.id} ${JSON.stringify(situation)}`
  const kept = resultsOf(definition)
  const known = kept.get(key)
  if (known) return known
  const made = evaluate(definition, champ, situation)
  if (kept.size >= MAX_RESULTS) kept.clear()
  kept.set(key, made)
  return made
}

/** The same inputs give the same result; a page asks for it at each visit, and publicodes takes a millisecond. */
const results = new WeakMap<DefinitionFormulaire, Map<string, ResultatDeCalcul>>()
const MAX_RESULTS = 1_000

function resultsOf(definition: DefinitionFormulaire): Map<string, ResultatDeCalcul> {
  const known = results.get(definition) ?? new Map<string, ResultatDeCalcul>()
  results.set(definition, known)
  return known
}

function evaluate(
  definition: DefinitionFormulaire,
  champ: ChampDeType<'calcul'>,
  situation: Readonly<Record<string, string | number>>,
): ResultatDeCalcul {
  const manque = Object.keys(champ.entrees).some((regle) => !(regle in situation))
  const engine = engineOf(definition).setSituation(situation as never)
  const evaluer = (regle: string): number | null => {
    const { nodeValue } = engine.evaluate(regle)
    return typeof nodeValue === 'number' ? nodeValue : null
  }
  const enEuros = champ.unite === '€'
  const enMots = (nombre: number | null, euros = enEuros): string =>
    nombre === null ? 'à calculer' : euros ? eurosEnMots(Math.round(nombre * 100)) : nombreEnMots(nombre, 2)
  // An answer without a unit is a number (a quotient, a count). Only an answer: publicodes drops the unit of a zero.
  const ligneEnMots = (regle: string): string =>
    enMots(evaluer(regle), enEuros && !(regle in champ.entrees && engine.evaluate(regle).unit === undefined))
  const valeur = manque ? null : evaluer(champ.regle)
  const lignes = (champ.lignes ?? []).map((regle) => ({
    titre: engine.getRule(regle as never).title,
    enMots: manque ? 'à calculer' : ligneEnMots(regle),
  }))
  return { titre: champ.libelle, valeur, enMots: enMots(valeur), lignes }
}
