import { nomsDe } from './champs/index.ts'
import type { DefinitionFormulaire, Page, Saisie, SaisieInstance, SaisieScope } from './definition.ts'
import { SAISIE_MAX } from './texte.ts'

type FieldsIn = Readonly<Record<string, string | string[]>>

const groupeDePage = (page: Page): string | undefined => (page.kind === 'simple' ? undefined : page.groupe)

/**
 * Puts what a page's form sent into the saisie: the names of this page's fields and no others (a hidden field that is
 * sent anyway, or an unknown name, is left out). A text beyond any bound is cut there: its field will say so.
 */
export function readPage(
  saisie: Saisie,
  page: Page,
  instanceId: string | undefined,
  fields: FieldsIn,
): Saisie {
  const noms = page.sections.flatMap((section) => section.champs.flatMap((champ) => nomsDe(champ)))
  const lus: Record<string, string | string[]> = {}
  for (const nom of noms) {
    const brut = Object.hasOwn(fields, nom) ? fields[nom] : undefined
    if (typeof brut === 'string') lus[nom] = storable(brut, SAISIE_MAX + 1)
    else if (Array.isArray(brut)) lus[nom] = brut.slice(0, 100).map((texte) => storable(texte, 200))
  }
  const groupe = groupeDePage(page)
  if (!groupe) return { ...saisie, racine: merge(saisie.racine, noms, lus) }
  const instances = (saisie.groupes[groupe] ?? []).map((instance) =>
    instance.id === instanceId ? { ...instance, valeurs: merge(instance.valeurs, noms, lus) } : instance,
  )
  return { ...saisie, groupes: { ...saisie.groupes, [groupe]: instances } }
}

/**
 * A text cut to a bound, as the base can keep it: no half of a character where it was cut, and no NUL (its replacement
 * is refused by the field in words).
 */
const storable = (brut: string, max: number): string =>
  brut.slice(0, max).toWellFormed().replaceAll('\0', '\u0001')

/** A name of the page that was not sent (an unticked box) is an answer taken back. */
function merge(avant: SaisieScope, noms: readonly string[], lus: SaisieScope): SaisieScope {
  const gardes = Object.fromEntries(Object.entries(avant).filter(([nom]) => !noms.includes(nom)))
  return { ...gardes, ...lus }
}

/** Adds an instance; undefined when the group is full. */
export function addInstance(
  definition: DefinitionFormulaire,
  saisie: Saisie,
  groupeId: string,
  instance: SaisieInstance,
): Saisie | undefined {
  const groupe = definition.groupes.find((g) => g.id === groupeId)
  const avant = saisie.groupes[groupeId] ?? []
  if (!groupe || avant.length >= groupe.max) return undefined
  return { ...saisie, groupes: { ...saisie.groupes, [groupeId]: [...avant, instance] } }
}

export function removeInstance(saisie: Saisie, groupeId: string, instanceId: string): Saisie {
  const reste = (saisie.groupes[groupeId] ?? []).filter((instance) => instance.id !== instanceId)
  return { ...saisie, groupes: { ...saisie.groupes, [groupeId]: reste } }
}
