// Writes docs/data-register.md from the comments on personal columns in db/schema.sql. With --check: fails on a drift.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const file = join(root, 'docs/data-register.md')
const schema = readFileSync(join(root, 'db/schema.sql'), 'utf8')

const rows = [
  ...schema.matchAll(
    /^comment on column (\w+)\.(\w+) is 'Purpose: (.+?)\. Basis: (.+?)\. Kept: (.+?)\.';$/gm,
  ),
].map(
  ([, table, column, purpose, basis, kept]) =>
    `| \`${table}.${column}\` | ${purpose?.replaceAll("''", "'")} | ${basis} | ${kept} |`,
)
const text = `# Data register

Generated from the comments of the database columns by \`npm run data-register\`. Do not edit.

| column | purpose | legal basis | kept |
|---|---|---|---|
${rows.join('\n')}
`
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text)
    throw new Error('docs/data-register.md differs from the schema: npm run data-register')
} else {
  writeFileSync(file, text)
}
