import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COLUMNS_OF_NOBODY } from './columns-of-nobody.ts'

const schema = readFileSync(join(import.meta.dirname, '../../db/schema.sql'), 'utf8')

/** Numbers of rows, moments, counts and yes or no tell nothing without the words beside them. */
const PLAIN = /^(uuid|timestamp with time zone|boolean|integer|bigint|smallint|xid8)(?!\[)/

interface Column {
  name: string
  type: string
}

const columns = [...schema.matchAll(/^create (?:unlogged )?table (\w+) \(\n(.*?)\n\);$/gms)].flatMap(
  ([, table = '', body = '']) =>
    body.split('\n').flatMap((line): Column[] => {
      const [, column, type] = /^ {2}(?!constraint )(\w+) (.+?),?$/.exec(line) ?? []
      return column && type ? [{ name: `${table}.${column}`, type }] : []
    }),
)
const registered = new Set(
  [...schema.matchAll(/^comment on column (\w+\.\w+) is 'Purpose: .+ Basis: .+ Kept: .+\.';$/gm)].map(
    ([, column = '']) => column,
  ),
)
const isListed = (name: string): boolean =>
  COLUMNS_OF_NOBODY.has(name) || COLUMNS_OF_NOBODY.has(`${name.split('.')[0]}.*`)

test('every column that may hold words, bytes or a day of somebody is in the register, or known to hold nobody', () => {
  expect(columns.length).toBeGreaterThan(200)
  const silent = columns.filter(
    ({ name, type }) => !PLAIN.test(type) && !registered.has(name) && !isListed(name),
  )
  expect(
    silent.map(({ name }) => name),
    'in a migration, comment each with « Purpose: … Basis: … Kept: … »; or, when it tells nothing of anybody, list it in test/house/columns-of-nobody.ts',
  ).toEqual([])
})

test('the list of columns that hold nobody names what exists, and nothing that the register tells', () => {
  const names = columns.map(({ name }) => name)
  for (const listed of COLUMNS_OF_NOBODY) {
    const meant = listed.endsWith('.*')
      ? names.filter((name) => name.startsWith(listed.slice(0, -1)))
      : names.filter((name) => name === listed)
    expect([listed, meant.length > 0]).toEqual([listed, true])
    expect(meant.filter((name) => registered.has(name))).toEqual([])
  }
})
