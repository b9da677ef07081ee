import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportDonnees } from '../../src/features/droits/export-donnees.ts'
import { REGISTRE } from '../../src/features/site/registre.generated.ts'
import { createTestClock } from '../support/clock.ts'
import { collectiviteDEssai } from '../support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { usagerActor } from '../support/demandes.ts'

/** Personal tables and columns that the copy of one's data leaves out (GDPR, article 15), and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  // Not of the person: of agents, or of nobody who has an account.
  'agent.*': 'of agents',
  'anonymat_agent.*': 'of agents: it protects them',
  'export_de_demandes.*': 'of agents',
  'filtre_enregistre.*': 'of agents',
  'lot.*': 'of agents',
  'lot_demande.*': 'of agents',
  'preference_agent.*': 'of agents',
  'presence.*': 'of agents',
  'tour_agent.*': 'of agents',
  'demandeur_papier.*': 'who filed on paper has no account to ask from: by post',
  'lettre.*': 'who filed on paper has no account to ask from: by post',
  'saisie_papier.*': 'who filed on paper has no account to ask from: by post',
  'cloture_de_caisse.*': 'the accounts of a day; each payment is there',
  'inscription.*': 'of who has no account yet; gone in 24 hours',
  // Written for agents: asked of the service, which examines them (CRPA L311-1, L311-6).
  'avis.*': 'asked of the service (CRPA L311-6)',
  'note_interne.*': 'asked of the service (CRPA L311-6)',
  'paiement.motif_de_decision':
    'agents write it for themselves, and its form says so: asked of the service (CRPA L311-6)',
  'remboursement.motif_de_fin':
    'agents write it for themselves, and its form says so: asked of the service (CRPA L311-6)',
  'signalement.suite':
    'agents write it for themselves, and its form says so: asked of the service (CRPA L311-6)',
  // Secrets and digests: they tell the person nothing, and would serve who stole the copy.
  'beneficiaire.*': 'a digest',
  'code_de_secours.*': 'a digest of a secret',
  'verrou_acces.*': 'a digest',
  'verrou_source.*': 'a digest',
  'cle_d_acces.cle_publique': 'a key',
  'session.reseau': 'a digest',
  'usager.mot_de_passe': 'a digest of a secret',
  'usager.totp_chiffre': 'a secret',
  // The same again in another form.
  'demande.recherche': 'made of demande.beneficiaires',
  'nom_cherche.*': 'made of demande.beneficiaires',
  'usager.email_normalise': 'made of usager.email',
  'courriel.html': 'the same words as courriel.texte',
  'decision.document': 'its addressee is there; who decided is on the document',
  // On its way.
  'televersement.*': 'gone in two days, or a document that is there',
  'fichier.chemin': 'documents are downloaded from their demande; their names are there',
}

/** Whose lines they are: asked by, never shown. */
const ASKED_BY: ReadonlySet<string> = new Set(['journal.acteur_id'])

const reasonOf = (column: string): string | undefined =>
  LEFT_OUT[column] ?? LEFT_OUT[`${column.split('.')[0]}.*`]

interface Column {
  table: string
  name: string
  type: string
  optional: boolean
}

const USAGER = crypto.randomUUID()
/** One row of each kind, all of the same person. */
const ids = new Map([
  ['usager', USAGER],
  ['acteur', USAGER],
])
const idOf = (table: string): string => {
  const id = ids.get(table) ?? crypto.randomUUID()
  ids.set(table, id)
  return id
}

let days = 0
/** What to write in a personal column, and what of it the copy must show. */
function markerOf({ table, name, type }: Column): { value: unknown; shown: string } | undefined {
  const words = `[${table}.${name}]`
  if (type === 'text') return { value: words, shown: words }
  if (type === 'jsonb') return { value: JSON.stringify({ mot: words }), shown: words }
  if (type === 'bool') return { value: true, shown: `"${name}": true` }
  if (type === 'bytea') return { value: Buffer.from(words), shown: Buffer.from(words).toString('hex') }
  days += 1
  if (type === 'int4') return { value: 970_000 + days, shown: String(970_000 + days) }
  if (type !== 'date' && type !== 'timestamptz') return undefined
  const day = new Date(Date.UTC(1903, 0, days, 12)).toISOString()
  return { value: day, shown: day.slice(0, 10) }
}

/** What to write in any other column: undefined leaves it to the base. */
function fillerOf({ table, name, type, optional }: Column): unknown {
  if (name === 'id' && type === 'uuid') return idOf(table)
  // A brouillon that was sent is its demande; all else hangs together.
  if (type === 'uuid' && name.endsWith('_id') && `${table}.${name}` !== 'brouillon.demande_id')
    return idOf(name.slice(0, -3))
  // A message that never left is nobody's yet.
  if (name === 'envoye_le') return '2026-11-23T09:00:00Z'
  if (optional) return undefined
  if (type === 'uuid') return crypto.randomUUID()
  if (type === 'jsonb') return '{}'
  if (type === 'bool') return false
  if (type === 'bytea') return Buffer.from('x')
  if (type.startsWith('int') || type === 'numeric') return 1
  if (type === 'date' || type === 'timestamptz') return '2026-11-23T09:00:00Z'
  return type.startsWith('_') ? [] : 'x'
}

const COLUMNS = `select c.relname as "table", a.attname as name, t.typname as type,
    not a.attnotnull or a.atthasdef as optional
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    and a.attidentity = '' and a.attgenerated = ''`
const CHECKS = `select conrelid::regclass::text as "table", conname as name from pg_constraint
  where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0`

/** Writes one row in each table of the register, a marker in each personal column. @returns what to look for */
async function mark(base: TestDatabase): Promise<Map<string, string>> {
  const personal = new Set(REGISTRE.map(({ column }): string => column))
  const tables = new Set(REGISTRE.map(({ column }) => column.split('.')[0] ?? ''))
  const shown = new Map<string, string>()
  const client = new pg.Client({ connectionString: base.url })
  await client.connect()
  try {
    // Markers are no words that the rules know, and rows come in any order.
    await client.query('set session_replication_role = replica')
    for (const { table, name } of (await client.query(CHECKS)).rows)
      await client.query(`alter table ${table} drop constraint ${name}`)
    const byTable = Map.groupBy((await client.query<Column>(COLUMNS)).rows, ({ table }) => table)
    for (const table of tables) {
      const values = new Map<string, unknown>()
      for (const column of byTable.get(table) ?? []) {
        const whole = `${table}.${column.name}`
        const marker = personal.has(whole) ? markerOf(column) : undefined
        if (marker) shown.set(whole, marker.shown)
        const value = marker ? marker.value : fillerOf(column)
        if (value !== undefined) values.set(column.name, value)
      }
      const places = [...values].map((_, index) => `$${index + 1}`)
      await client.query(
        `insert into ${table} (${[...values.keys()].join(', ')}) values (${places.join(', ')})`,
        [...values.values()],
      )
    }
  } finally {
    await client.end()
  }
  return shown
}

let base: TestDatabase
let markers: Map<string, string>
let copie: string
beforeAll(async () => {
  base = await createTestDatabase()
  markers = await mark(base)
  const deps = { db: base.db, clock: createTestClock(), linkKey: Buffer.alloc(32, 1) }
  copie = await exportDonnees(
    { ...deps, mailIdentity: collectiviteDEssai, publicOrigin: 'https://espace.essai.example' },
    usagerActor(USAGER),
  )
})
afterAll(() => base.drop())

test('each personal column of the register is in the copy of one’s data, or left out for a reason', () => {
  const missing = REGISTRE.map(({ column }): string => column).filter((column) => {
    if (ASKED_BY.has(column) || reasonOf(column) !== undefined) return false
    const shown = markers.get(column)
    return shown === undefined || !copie.includes(shown)
  })
  expect(missing, 'add it to export-donnees.ts, or say here why it is left out').toEqual([])
})

test('what is left out is nowhere in the copy', () => {
  const leaked = [...markers].filter(
    ([column, shown]) =>
      reasonOf(column) !== undefined && /^\[|^[0-9a-f]{8,}$/.test(shown) && copie.includes(shown),
  )
  expect(leaked.map(([column]) => column)).toEqual([])
})

test('what is left out exists in the register', () => {
  const columns = REGISTRE.map(({ column }): string => column)
  const gone = Object.keys(LEFT_OUT).filter((key) =>
    key.endsWith('.*')
      ? !columns.some((column) => column.startsWith(key.slice(0, -1)))
      : !columns.includes(key),
  )
  expect(gone).toEqual([])
})
