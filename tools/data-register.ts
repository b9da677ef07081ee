// Writes docs/data-register.md and what `/donnees-personnelles` reads, from the comments on personal columns in
// db/schema.sql. With --check: fails on a drift.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const schema = readFileSync(join(root, 'db/schema.sql'), 'utf8')

const entries = [
  ...schema.matchAll(
    /^comment on column (\w+)\.(\w+) is 'Purpose: (.+?)\. Basis: (.+?)\. Kept: (.+?)\.';$/gm,
  ),
].map(([, table = '', column = '', purpose = '', basis = '', kept = '']) => ({
  column: `${table}.${column}`,
  purpose: purpose.replaceAll("''", "'"),
  basis: basis.replaceAll("''", "'"),
  kept: kept.replaceAll("''", "'"),
}))

const forReaders = `# Data register

Generated from the comments of the database columns by \`npm run data-register\`. Do not edit.

| column | purpose | legal basis | kept |
|---|---|---|---|
${entries.map(({ column, purpose, basis, kept }) => `| \`${column}\` | ${purpose} | ${basis} | ${kept} |`).join('\n')}
`
const forTheProduct = `// Generated from the comments of the database columns by \`npm run data-register\`. Do not edit: write the comment in a
// migration, and its French words in registre-en-mots.ts.

export const REGISTRE = [
${entries.map((entry) => `  ${JSON.stringify(entry)},`).join('\n')}
] as const
`
const files = {
  'docs/data-register.md': forReaders,
  'src/features/site/registre.generated.ts': forTheProduct,
}

for (const [file, text] of Object.entries(files)) {
  const path = join(root, file)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text)
    throw new Error(`${file} differs from the schema: npm run data-register`)
}
