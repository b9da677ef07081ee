import { engineOf } from './calculs.ts'
import { typesDeChamp } from './champs/index.ts'
import { cheminsDe } from './conditions.ts'
import type { Champ, Condition, DefinitionFormulaire, Page } from './definition.ts'

export interface ProblemeDeDefinition {
  /** Where it stands in the definition, e.g. `pages[2].sections[0].champs[1].si`. */
  chemin: string
  message: string
}

/** A definition that cannot be served, with everything that is wrong in it. */
export class DefinitionInvalide extends Error {
  readonly problemes: readonly ProblemeDeDefinition[]
  constructor(nom: string, problemes: readonly ProblemeDeDefinition[]) {
    super(`${nom}:\n${problemes.map((p) => `  ${p.chemin}: ${p.message}`).join('\n')}`)
    this.problemes = problemes
  }
}

interface Visite {
  definition: DefinitionFormulaire
  /** Fields met so far, by scope: a condition may only read what comes before it. */
  connus: Map<string, Set<string>>
  problemes: ProblemeDeDefinition[]
}

const ID = /^[a-z][a-z0-9-]{0,59}$/

/**
 * Checks a definition whole. @returns the definition itself, safe to serve
 * @throws DefinitionInvalide with all its problems and their paths
 */
export function compileDefinition(definition: DefinitionFormulaire): DefinitionFormulaire {
  const visite: Visite = { definition, connus: new Map([['racine', new Set()]]), problemes: [] }
  const note = (chemin: string, message: string): void => void visite.problemes.push({ chemin, message })
  if (JSON.stringify(JSON.parse(JSON.stringify(definition))) !== JSON.stringify(definition))
    note('', 'is not JSON')
  checkRegles(definition, note)
  definition.groupes.forEach((groupe, i) => {
    if (!ID.test(groupe.id) || groupe.id === 'racine')
      note(`groupes[${i}].id`, `"${groupe.id}" is not an identifier`)
    if (groupe.min < 0 || groupe.max < Math.max(1, groupe.min))
      note(`groupes[${i}]`, 'min and max contradict each other')
    if (visite.connus.has(groupe.id)) note(`groupes[${i}].id`, `"${groupe.id}" is used twice`)
    visite.connus.set(groupe.id, new Set())
  })
  const pages = new Set<string>()
  definition.pages.forEach((page, i) => {
    if (!ID.test(page.id)) note(`pages[${i}].id`, `"${page.id}" is not an identifier`)
    if (pages.has(page.id)) note(`pages[${i}].id`, `"${page.id}" is used twice`)
    pages.add(page.id)
    checkPage(visite, page, `pages[${i}]`)
  })
  checkIdentites(visite, note)
  if (visite.problemes.length > 0)
    throw new DefinitionInvalide(`${definition.demarche} ${definition.version}`, visite.problemes)
  return definition
}

function checkRegles(
  definition: DefinitionFormulaire,
  note: (chemin: string, message: string) => void,
): void {
  try {
    engineOf(definition)
  } catch (error) {
    note(
      'regles',
      error instanceof Error
        ? (error.message.split('\n').find((line) => line.trim() !== '') ?? '')
        : String(error),
    )
  }
}

function checkIdentites(visite: Visite, note: (chemin: string, message: string) => void): void {
  visite.definition.groupes.forEach((groupe, i) => {
    const listes = visite.definition.pages.filter(
      (page) => page.kind === 'liste' && page.groupe === groupe.id,
    )
    if (listes.length !== 1)
      note(`groupes[${i}]`, `needs exactly one page of kind liste, has ${listes.length}`)
    const champs = listes.flatMap((page) => page.sections.flatMap((section) => section.champs))
    if (!champs.some((champ) => champ.id === groupe.identite && champ.type === 'personne')) {
      note(`groupes[${i}].identite`, `"${groupe.identite}" is not a field of type personne on its list`)
    }
  })
}

function checkPage(visite: Visite, page: Page, chemin: string): void {
  const portee = page.kind === 'simple' ? 'racine' : page.groupe
  const connus = visite.connus.get(portee)
  if (!connus) {
    visite.problemes.push({ chemin: `${chemin}.groupe`, message: `unknown group "${portee}"` })
    return
  }
  checkCondition(visite, page.si, portee, `${chemin}.si`)
  page.sections.forEach((section, s) => {
    checkCondition(visite, section.si, portee, `${chemin}.sections[${s}].si`)
    section.champs.forEach((champ, c) => {
      const ici = `${chemin}.sections[${s}].champs[${c}]`
      if (!Object.hasOwn(typesDeChamp, champ.type))
        visite.problemes.push({ chemin: `${ici}.type`, message: `unknown type "${champ.type}"` })
      if (!ID.test(champ.id))
        visite.problemes.push({ chemin: `${ici}.id`, message: `"${champ.id}" is not an identifier` })
      if (connus.has(champ.id))
        visite.problemes.push({ chemin: `${ici}.id`, message: `"${champ.id}" is used twice` })
      if (!champ.libelle) visite.problemes.push({ chemin: `${ici}.libelle`, message: 'is empty' })
      checkCondition(visite, champ.si, portee, `${ici}.si`)
      checkBornes(visite, champ, portee, ici)
      connus.add(champ.id)
    })
  })
}

function checkCondition(
  visite: Visite,
  condition: Condition | undefined,
  portee: string,
  chemin: string,
): void {
  if (!condition) return
  for (const { chemin: lu, groupe } of cheminsDe(condition)) {
    if (!isKnown(visite, lu, groupe ?? portee)) {
      visite.problemes.push({ chemin, message: `reads "${lu}", which no field before it is called` })
    }
  }
}

function isKnown(visite: Visite, chemin: string, portee: string): boolean {
  const racine = visite.connus.get('racine')
  if (chemin.startsWith('racine.')) return racine?.has(chemin.slice(7)) ?? false
  return (visite.connus.get(portee)?.has(chemin) ?? false) || (racine?.has(chemin) ?? false)
}

function checkBornes(visite: Visite, champ: Champ, portee: string, ici: string): void {
  const note = (ou: string, message: string): void =>
    void visite.problemes.push({ chemin: `${ici}.${ou}`, message })
  if (
    (champ.type === 'choix' || champ.type === 'choix-multiple') &&
    new Set(champ.options.map((o) => o.valeur)).size < Math.max(1, champ.options.length)
  ) {
    note('options', 'are empty or repeat a value')
  }
  if (
    'min' in champ &&
    'max' in champ &&
    champ.min !== undefined &&
    champ.max !== undefined &&
    champ.min > champ.max
  ) {
    note('min', 'is beyond max')
  }
  if (champ.type !== 'calcul') return
  const regles = visite.definition.regles ?? {}
  for (const regle of [champ.regle, ...Object.keys(champ.entrees), ...(champ.lignes ?? [])]) {
    if (!Object.hasOwn(regles, regle)) note('regle', `unknown rule "${regle}"`)
  }
  for (const lu of Object.values(champ.entrees)) {
    if (!isKnown(visite, lu, portee)) note('entrees', `reads "${lu}", which no field before it is called`)
  }
}
