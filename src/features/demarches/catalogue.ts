import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compileDefinition, DefinitionInvalide } from '../../formulaire/compile.ts'
import type { DefinitionFormulaire } from '../../formulaire/definition.ts'
import type { Demarche } from '../../formulaire/demarche.ts'
import { checkDemarche } from './check-demarche.ts'
import { DemarcheIntrouvable } from './refusals.ts'

export interface DemarchePubliee {
  demarche: Demarche
  /** Null while the démarche is only announced. */
  formulaire: DefinitionFormulaire | null
  /** The terms delivered with it, in Markdown: their first version. */
  conditions: string
}

export interface Catalogue {
  /** In alphabetical order of titles, those that have a form first. */
  all(): readonly DemarchePubliee[]
  find(slug: string): DemarchePubliee | undefined
  /** @throws DemarcheIntrouvable */
  get(slug: string): DemarchePubliee
  /** What a démarche is called; its slug for one that is no longer offered: its demandes are still there. */
  titreDe(slug: string): string
}

/** Everything that is wrong in every démarche: the start-up is refused once, not once a mistake. */
export class CatalogueInvalide extends Error {
  readonly problemes: readonly string[]
  constructor(problemes: readonly string[]) {
    super(`The catalogue of démarches is refused:\n${problemes.map((one) => `  ${one}`).join('\n')}`)
    this.name = 'CatalogueInvalide'
    this.problemes = problemes
  }
}

/**
 * Reads one démarche per folder.
 * @param definitions where `<slug>/definition.(ts|js)` stand (the built ones, in the product)
 * @param textes where `<slug>/conditions.md` stand (always the sources)
 * @throws CatalogueInvalide
 */
export async function loadCatalogue(definitions: string, textes: string = definitions): Promise<Catalogue> {
  const folders = (await readdir(definitions, { withFileTypes: true }))
    .filter((entry: Dirent) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const loaded = await Promise.all(folders.map((slug) => loadOne(slug, definitions, textes)))
  const problemes = loaded.flatMap((one) => one.problemes)
  const demarches = loaded.flatMap(({ publiee }) => (publiee ? [publiee] : []))
  if (problemes.length > 0) throw new CatalogueInvalide(problemes)
  if (demarches.length === 0) throw new CatalogueInvalide([`no démarche in ${definitions}`])
  return createCatalogue(demarches)
}

/** A catalogue of démarches already loaded. */
export function createCatalogue(demarches: readonly DemarchePubliee[]): Catalogue {
  const ordered = [...demarches].sort(
    (a, b) =>
      Number(b.formulaire !== null) - Number(a.formulaire !== null) ||
      a.demarche.titre.localeCompare(b.demarche.titre, 'fr'),
  )
  const bySlug = new Map(ordered.map((one) => [one.demarche.slug, one]))
  const find = (slug: string) => bySlug.get(slug)
  return {
    all: () => ordered,
    find,
    get: (slug) => {
      const found = find(slug)
      if (!found) throw new DemarcheIntrouvable(slug)
      return found
    },
    titreDe: (slug) => find(slug)?.demarche.titre ?? slug,
  }
}

interface Loaded {
  publiee?: DemarchePubliee
  problemes: string[]
}

async function loadOne(slug: string, definitions: string, textes: string): Promise<Loaded> {
  const problemes: string[] = []
  const demarche = await attempt(problemes, `${slug}/definition`, () =>
    importDemarche(join(definitions, slug)),
  )
  if (demarche) problemes.push(...checkDemarche(demarche, slug))
  const formulaire = demarche?.formulaire ? compiled(slug, demarche.formulaire, problemes) : null
  const conditions = await attempt(problemes, `${slug}/conditions.md`, () =>
    readFile(join(textes, slug, 'conditions.md'), 'utf8'),
  )
  if (!demarche || conditions === undefined || problemes.length > 0) return { problemes }
  return { publiee: { demarche, formulaire, conditions }, problemes }
}

async function importDemarche(folder: string): Promise<Demarche> {
  const file = (await readdir(folder)).find((name) => name === 'definition.js' || name === 'definition.ts')
  if (!file) throw new Error('no such file')
  const module: { default?: Demarche } = await import(pathToFileURL(join(folder, file)).href)
  if (!module.default) throw new Error('has no default export')
  return module.default
}

function compiled(
  slug: string,
  form: DefinitionFormulaire,
  problemes: string[],
): DefinitionFormulaire | null {
  try {
    return compileDefinition(form)
  } catch (error) {
    if (!(error instanceof DefinitionInvalide)) throw error
    problemes.push(
      ...error.problemes.map(({ chemin, message }) => `${slug}: formulaire.${chemin}: ${message}`),
    )
    return null
  }
}

async function attempt<T>(
  problemes: string[],
  where: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    problemes.push(`${where}: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}
