import { createHash } from 'node:crypto'
import type { DefinitionFormulaire } from '../../formulaire/definition.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { Catalogue } from './catalogue.ts'

interface FormulaireAPublier {
  demarche: string
  version: string
  contenu: DefinitionFormulaire
}

type Cle = Pick<FormulaireAPublier, 'demarche' | 'version'>

/** A published version is kept for ever: other questions need another number. Names every such form at once. */
export class VersionDejaPubliee extends Error {
  readonly formulaires: readonly Cle[]
  constructor(formulaires: readonly Cle[]) {
    super(
      [
        'These versions were already published with another content; give the new content a new version:',
        ...formulaires.map(({ demarche, version }) => `  the form of « ${demarche} », version ${version}`),
      ].join('\n'),
    )
    this.name = 'VersionDejaPubliee'
    this.formulaires = formulaires
  }
}

/**
 * Stores each form definition under its version, once. Several processes may start together.
 * @throws VersionDejaPubliee
 */
export async function publishVersions(deps: { db: Db; clock: Clock }, catalogue: Catalogue): Promise<void> {
  const rows = formulaires(catalogue).map(({ contenu, ...key }) => {
    const canonical = canonicalJson(contenu)
    return {
      ...key,
      contenu: canonical,
      empreinte: createHash('sha256').update(canonical).digest('hex'),
      enregistree_le: deps.clock.now(),
    }
  })
  if (rows.length === 0) return
  await inTransaction(deps.db, async (tx) => {
    await tx
      .insertInto('version_publiee')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['demarche', 'version']).doNothing())
      .execute()
    const stored = await tx
      .selectFrom('version_publiee')
      .select(['demarche', 'version', 'empreinte'])
      .execute()
    const prints = new Map(stored.map((row) => [keyOf(row), row.empreinte]))
    const changed = rows.filter((row) => prints.get(keyOf(row)) !== row.empreinte)
    if (changed.length > 0)
      throw new VersionDejaPubliee(changed.map(({ demarche, version }) => ({ demarche, version })))
  })
}

const formulaires = (catalogue: Catalogue): FormulaireAPublier[] =>
  catalogue
    .all()
    .flatMap(({ demarche, formulaire }) =>
      formulaire ? [{ demarche: demarche.slug, version: formulaire.version, contenu: formulaire }] : [],
    )

const keyOf = ({ demarche, version }: Cle): string => JSON.stringify([demarche, version])

/** JSON with sorted names: moving a line in a definition does not make it another text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )
}

export type FindDefinition = (
  db: Db,
  demarche: string,
  version: string,
) => Promise<DefinitionFormulaire | undefined>

/**
 * Gives the form that a demande was filed under, whatever is published since. A version never changes: each is read
 * from the base once, the present ones never. It was checked when it was published and is not checked again, so that
 * a stricter check cannot close an old demande.
 */
export function createDefinitionOfVersion(catalogue: Catalogue): FindDefinition {
  const known = new Map(
    catalogue
      .all()
      .flatMap(({ formulaire }) => (formulaire ? [[keyOf(formulaire), formulaire] as const] : [])),
  )
  return async (db, demarche, version) => {
    const key = keyOf({ demarche, version })
    const found = known.get(key)
    if (found) return found
    const row = await db
      .selectFrom('version_publiee')
      .select('contenu')
      .where('demarche', '=', demarche)
      .where('version', '=', version)
      .executeTakeFirst()
    if (!row) return undefined
    const definition = row.contenu as unknown as DefinitionFormulaire
    known.set(key, definition)
    return definition
  }
}
