// Writes db/schema.sql and src/platform/db/schema.ts from a fresh database that the migrations made.
// With --check, writes nothing and fails when they differ from what is in git.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { startCluster } from '../src/platform/db/embedded-cluster.ts'
import { migrate } from '../src/platform/db/migrate.ts'

const root = join(import.meta.dirname, '..')
const files = { sql: join(root, 'db/schema.sql'), types: join(root, 'src/platform/db/schema.ts') }

const folder = await mkdtemp(join(tmpdir(), 'schema-'))
const { chmod } = await import('node:fs/promises')
await chmod(folder, 0o755)
const cluster = await startCluster({ directory: join(folder, 'pg'), volatile: true })
try {
  await cluster.createDatabase('schema')
  await migrate(cluster.url('schema'), join(root, 'db/migrations'))
  const sql = await dump(cluster.url('schema'))
  const typesFile = join(folder, 'schema.ts')
  await promisify(execFile)(process.execPath, [
    join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
    ...['--dialect', 'postgres', '--url', cluster.url('schema'), '--out-file', typesFile],
    ...['--include-pattern', 'public.*', '--date-parser', 'string', '--camel-case', 'false'],
  ])
  const types = await readFile(typesFile, 'utf8')
  if (process.argv.includes('--check')) {
    const drifted = [
      ...((await readFile(files.sql, 'utf8')) === sql ? [] : ['db/schema.sql']),
      ...((await readFile(files.types, 'utf8')) === types ? [] : ['src/platform/db/schema.ts']),
    ]
    if (drifted.length > 0)
      throw new Error(`${drifted.join(' and ')} differ from the migrations: npm run schema`)
  } else {
    await writeFile(files.sql, sql)
    await writeFile(files.types, types)
  }
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

/** The structure of schema public as text: tables, constraints, indexes, functions, comments and grants. */
async function dump(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const all = async (query: string, values: unknown[] = []) =>
    (await client.query<Record<string, string>>(query, values)).rows
  const lines = ['-- Generated from db/migrations by `npm run schema`. Do not edit.', '']
  const tables =
    await all(`select c.oid, c.relname, c.relpersistence, obj_description(c.oid) as note, c.relacl::text as acl
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`)
  for (const table of tables) {
    const columns = await all(
      `select a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull::text as required, a.attidentity as identity,
         a.attgenerated as generated, pg_get_expr(d.adbin, d.adrelid) as def, col_description(a.attrelid, a.attnum) as note
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      [table.oid],
    )
    const constraints = await all(
      `select conname, pg_get_constraintdef(oid) as def from pg_constraint where conrelid = $1 and contype <> 'n' order by conname`,
      [table.oid],
    )
    const body = [
      ...columns.map(
        (c) =>
          `  ${c.attname} ${c.type}${c.required === 'true' ? ' not null' : ''}${c.identity ? ' generated always as identity' : ''}${c.def ? ` ${c.generated ? 'generated always as' : 'default'} ${c.def}` : ''}`,
      ),
      ...constraints.map((c) => `  constraint ${c.conname} ${c.def}`),
    ]
    lines.push(
      `create ${table.relpersistence === 'u' ? 'unlogged ' : ''}table ${table.relname} (`,
      body.join(',\n'),
      ');',
    )
    if (table.note) lines.push(`comment on table ${table.relname} is '${table.note.replaceAll("'", "''")}';`)
    for (const c of columns.filter((column) => column.note))
      lines.push(
        `comment on column ${table.relname}.${c.attname} is '${(c.note ?? '').replaceAll("'", "''")}';`,
      )
    const indexes = await all(
      `select pg_get_indexdef(i.indexrelid) as def from pg_index i where i.indrelid = $1
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1`,
      [table.oid],
    )
    lines.push(...indexes.map((index) => `${index.def};`))
    const triggers = await all(
      `select pg_get_triggerdef(oid) as def from pg_trigger where tgrelid = $1 and not tgisinternal order by tgname`,
      [table.oid],
    )
    lines.push(...triggers.map((trigger) => `${trigger.def};`))
    const grant = /espace_application=([a-zA-Z]+)\//.exec(table.acl ?? '')
    lines.push(`-- espace_application: ${grant?.[1] ?? 'nothing'}`, '')
  }
  const functions = await all(
    `select pg_get_functiondef(p.oid) as def from pg_proc p left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
     where p.pronamespace = 'public'::regnamespace and d.objid is null order by p.proname`,
  )
  lines.push(...functions.map((f) => `${f.def};`))
  await client.end()
  return `${lines.join('\n')}\n`
}
