import type { Champ, Condition, DefinitionFormulaire, Page, Section } from '../../formulaire/definition.ts'
import { conditionInWords, type FieldLookup } from './condition-in-words.ts'

export interface DocumentAPreparer {
  libelle: string
  aide?: string
  /** « si vous choisissez « Transport scolaire » », absent when everybody gives it. */
  quand?: string
  facultatif: boolean
  /** « enfant » when one is asked for each. */
  pourChaque?: string
}

/** A field with all that decides whether it is asked. */
export interface ChampSitue {
  champ: Champ
  page: Page
  section: Section
  /** Conditions of the page, the section and the field, all of which must hold. */
  conditions: readonly Condition[]
}

/** Every field of a form in the order of its pages. */
export function champsSitues(definition: DefinitionFormulaire): ChampSitue[] {
  return definition.pages.flatMap((page) =>
    page.sections.flatMap((section) =>
      section.champs.map((champ) => ({
        champ,
        page,
        section,
        conditions: [page.si, section.si, champ.si].filter((condition) => condition !== undefined),
      })),
    ),
  )
}

/** Every document that the form may ask for, with its case in words: nobody discovers one half-way. */
export function documentsAPreparer(definition: DefinitionFormulaire): DocumentAPreparer[] {
  return champsSitues(definition)
    .filter(({ champ }) => champ.type === 'piece')
    .map(({ champ, page, conditions }) => ({
      libelle: champ.libelle,
      ...(champ.aide ? { aide: champ.aide } : {}),
      ...(conditions.length > 0 ? { quand: quand(definition, page, conditions) } : {}),
      facultatif: champ.requis === false,
      ...(page.kind === 'simple' ? {} : { pourChaque: nomInstance(definition, page.groupe) }),
    }))
}

/** Conditions met together, as one French clause. */
export function quand(
  definition: DefinitionFormulaire,
  page: Page,
  conditions: readonly Condition[],
): string {
  const name = (groupe: string) => nomInstance(definition, groupe)
  return [...new Set(conditions.map((one) => conditionInWords(one, lookup(definition, page), name)))].join(
    ' et ',
  )
}

// A bare name is a field of its own scope first, then of the root, then of a group seen from outside.
function lookup(definition: DefinitionFormulaire, page: Page): FieldLookup {
  const scopeOf = (one: Page) => (one.kind === 'simple' ? '' : one.groupe)
  const scoped = champsSitues(definition).map((situe) => ({ champ: situe.champ, scope: scopeOf(situe.page) }))
  return (name) => {
    const root = name.startsWith('racine.')
    const id = root ? name.slice('racine.'.length) : name
    const named = scoped.filter(({ champ }) => champ.id === id)
    const mine = root ? undefined : named.find(({ scope }) => scope === scopeOf(page))
    return (mine ?? named.find(({ scope }) => scope === '') ?? named[0])?.champ
  }
}

function nomInstance(definition: DefinitionFormulaire, groupe: string): string {
  return definition.groupes.find(({ id }) => id === groupe)?.nomInstance ?? groupe
}
