import { createHash } from 'node:crypto'
import type { DefinitionFormulaire } from '../../formulaire/definition.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { Catalogue } from './catalogue.ts'

/** The place of the general terms among the démarches' texts. */
const GENERAL = '*'

interface TexteAPublier {
  texte: 'formulaire' | 'conditions'
  demarche: string
  version: string
  contenu: unknown
}

/** A published version is kept for ever: other words need another number. Names every such text at once. */
export class VersionDejaPubliee extends Error {
  readonly textes: readonly Pick<TexteAPublier, 'texte' | 'demarche' | 'version'>[]
  constructor(textes: readonly Pick<TexteAPublier, 'texte' | 'demarche' | 'version'>[]) {
    super(
      [
        'These versions were already published with another content; give the new content a new version:',
        ...textes.map(({ texte, demarche, version }) => `  ${describe(texte, demarche)}, version ${version}`),
      ].join('\n'),
    )
    this.name = 'VersionDejaPubliee'
    this.textes = textes
  }
}

/**
 * Stores each form definition and each terms text under its version, once. Several processes may start together.
 * @throws VersionDejaPubliee
 */
export async function publishVersions(
  deps: { db: Db; clock: Clock },
  catalogue: Catalogue,
  conditionsGenerales: { version: string; markdown: string },
): Promise<void> {
  const rows = textes(catalogue, conditionsGenerales).map(({ contenu, ...key }) => {
    const canonical = canonicalJson(contenu)
    return {
      ...key,
      contenu: canonical,
      empreinte: createHash('sha256').update(canonical).digest('hex'),
      enregistree_le: deps.clock.now(),
    }
  })
  await inTransaction(deps.db, async (tx) => {
    await tx
      .insertInto('version_publiee')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['texte', 'demarche', 'version']).doNothing())
      .execute()
    const stored = await tx
      .selectFrom('version_publiee')
      .select(['texte', 'demarche', 'version', 'empreinte'])
      .execute()
    const prints = new Map(stored.map((row) => [keyOf(row), row.empreinte]))
    const changed = rows.filter((row) => prints.get(keyOf(row)) !== row.empreinte)
    if (changed.length > 0)
      throw new VersionDejaPubliee(
        changed.map(({ texte, demarche, version }) => ({ texte, demarche, version })),
      )
  })
}

function textes(
  catalogue: Catalogue,
  conditionsGenerales: { version: string; markdown: string },
): TexteAPublier[] {
  const general = {
    version: conditionsGenerales.version,
    contenu: { markdown: conditionsGenerales.markdown },
  }
  return [
    { texte: 'conditions', demarche: GENERAL, ...general },
    ...catalogue.all().flatMap(({ demarche, formulaire, conditions }): TexteAPublier[] => [
      ...(formulaire
        ? [
            {
              texte: 'formulaire' as const,
              demarche: demarche.slug,
              version: formulaire.version,
              contenu: formulaire,
            },
          ]
        : []),
      {
        texte: 'conditions',
        demarche: demarche.slug,
        version: conditions.version,
        contenu: { markdown: conditions.markdown },
      },
    ]),
  ]
}

const keyOf = (row: { texte: string; demarche: string; version: string }) =>
  JSON.stringify([row.texte, row.demarche, row.version])

function describe(texte: TexteAPublier['texte'], demarche: string): string {
  if (demarche === GENERAL) return 'the general terms'
  return texte === 'formulaire' ? `the form of « ${demarche} »` : `the terms of « ${demarche} »`
}

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
  const keyOfForm = (demarche: string, version: string) => keyOf({ texte: 'formulaire', demarche, version })
  const known = new Map(
    catalogue
      .all()
      .flatMap(({ formulaire }) =>
        formulaire ? [[keyOfForm(formulaire.demarche, formulaire.version), formulaire] as const] : [],
      ),
  )
  return async (db, demarche, version) => {
    const key = keyOfForm(demarche, version)
    const found = known.get(key)
    if (found) return found
    const row = await db
      .selectFrom('version_publiee')
      .select('contenu')
      .where('texte', '=', 'formulaire')
      .where('demarche', '=', demarche)
      .where('version', '=', version)
      .executeTakeFirst()
    if (!row) return undefined
    const definition = row.contenu as unknown as DefinitionFormulaire
    known.set(key, definition)
    return definition
  }
}
