import { serializeUnit } from 'publicodes'
import { engineOf } from './calculs.ts'
import type { Champ, DefinitionFormulaire } from './definition.ts'
import type { LigneDePaiement } from './demarche.ts'

/** What one line may cost, whatever is answered. */
export interface Tarif {
  minCents: number
  maxCents: number
}

/** A line whose price cannot be promised, and why. */
export class TarifInvalide extends Error {}

/** A price is tried with at most so many sets of answers: about one second at start-up. */
const MAX_TRIES = 5_000

/** Whole cents of an amount in euros; the noise of binary fractions is not money. */
export const centsOf = (euros: number): number => Math.round(Number((euros * 100).toFixed(6)))

/** The same line of the same form has the same prices: the public page asks at each visit. */
const known = new WeakMap<DefinitionFormulaire, Map<string, Tarif>>()

/**
 * The lowest and the highest price of a line: its rule is tried with every option of the choices it reads, and with the
 * bounds of the numbers and both sides of each figure that stands in the rules. @throws TarifInvalide
 */
export function tarifDe(definition: DefinitionFormulaire, ligne: LigneDePaiement): Tarif {
  const kept = known.get(definition) ?? new Map<string, Tarif>()
  known.set(definition, kept)
  const key = JSON.stringify(ligne)
  const found = kept.get(key)
  if (found) return found
  const made = tryAll(definition, ligne)
  kept.set(key, made)
  return made
}

function tryAll(definition: DefinitionFormulaire, ligne: LigneDePaiement): Tarif {
  const axes = Object.entries(ligne.entrees).map(([regle, chemin]) => ({
    regle,
    valeurs: candidatesOf(definition, champAt(definition, chemin, ligne.groupe), chemin),
  }))
  const tries = axes.reduce((product, { valeurs }) => product * valeurs.length, 1)
  if (tries > MAX_TRIES) throw new TarifInvalide(`reads too many answers to try them all (${tries})`)
  const engine = engineOf(definition)
  const tarif = { minCents: Number.POSITIVE_INFINITY, maxCents: Number.NEGATIVE_INFINITY }
  for (let i = 0; i < tries; i += 1) {
    const situation = situationAt(axes, i)
    const { nodeValue, unit } = engine.setSituation(situation as never).evaluate(ligne.regle)
    const said = JSON.stringify(situation)
    if (typeof nodeValue !== 'number' || !Number.isFinite(nodeValue))
      throw new TarifInvalide(`is not a number with ${said}`)
    // publicodes drops the unit of a product that is zero.
    if (nodeValue !== 0 && (!unit || serializeUnit(unit) !== '€'))
      throw new TarifInvalide(`is not in € with ${said}`)
    const cents = centsOf(nodeValue)
    tarif.minCents = Math.min(tarif.minCents, cents)
    tarif.maxCents = Math.max(tarif.maxCents, cents)
  }
  return tarif
}

function situationAt(
  axes: readonly { regle: string; valeurs: readonly (string | number)[] }[],
  index: number,
): Record<string, string | number> {
  let rest = index
  return Object.fromEntries(
    axes.map(({ regle, valeurs }) => {
      const valeur = valeurs[rest % valeurs.length] ?? 0
      rest = Math.floor(rest / valeurs.length)
      return [regle, valeur]
    }),
  )
}

/** The field that a path of a line reads. */
export function champAt(
  definition: DefinitionFormulaire,
  chemin: string,
  groupe: string | undefined,
): Champ | undefined {
  const inScope = (scope: string | undefined): Champ[] =>
    definition.pages
      .filter((page) => (page.kind === 'simple' ? undefined : page.groupe) === scope)
      .flatMap((page) => page.sections.flatMap(({ champs }) => champs))
  const root = (id: string) => inScope(undefined).find((champ) => champ.id === id)
  if (chemin.startsWith('racine.')) return root(chemin.slice(7))
  return (groupe ? inScope(groupe).find((champ) => champ.id === chemin) : undefined) ?? root(chemin)
}

const QUOTIENT_MAX = 20_000
/** A number without bounds may be anything that can be typed. */
const UNBOUNDED = 1e12

function candidatesOf(
  definition: DefinitionFormulaire,
  champ: Champ | undefined,
  chemin: string,
): (string | number)[] {
  switch (champ?.type) {
    case 'oui-non':
      return ['oui', 'non']
    case 'choix':
      return champ.options.map(({ valeur }) => `'${valeur}'`)
    case 'quotient-familial':
      return around(definition, 0, QUOTIENT_MAX)
    case 'entier':
    case 'decimal':
      return around(definition, champ.min ?? -UNBOUNDED, champ.max ?? UNBOUNDED)
    default:
      throw new TarifInvalide(
        `reads « ${chemin} », of type ${champ?.type ?? 'unknown'}: only yes or no, a choice or a number`,
      )
  }
}

/** Both bounds, and both sides of each figure of the rules between them. */
function around({ regles }: DefinitionFormulaire, min: number, max: number): number[] {
  const figures = (JSON.stringify(regles ?? {}).match(/\d+(?:\.\d+)?/g) ?? []).map(Number)
  const near = figures.flatMap((figure) => [figure - 1, figure, figure + 1])
  return [...new Set([min, max, ...near.filter((one) => one > min && one < max)])]
}
