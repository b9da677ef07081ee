import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const table = readFileSync(join(root, 'docs/promises.md'), 'utf8')

/** The proofs of each row, as its last cell names them. */
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| of 2015') && !line.startsWith('| --'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

const isTested = (name: string): boolean => {
  const places =
    name === 'textes-livres' ? [`src/features/conditions/${name}`] : [`test/${name}`, `src/${name}`]
  return places.some(
    (place) =>
      ['.test.ts', '.test.tsx'].some((ending) => existsSync(join(root, place + ending))) ||
      (existsSync(join(root, place)) &&
        readdirSync(join(root, place)).some((file) => file.includes('.test.'))),
  )
}

it('every promise of 2015 has what keeps it and a proof that exists', () => {
  expect(rows.length).toBeGreaterThan(55)
  const problems = rows.flatMap(([, promise, kept, proofs = '']) => {
    const names = [...proofs.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
    if (!kept || names.length === 0) return [`${promise}: nothing`]
    return names.filter((name) => !isTested(name)).map((name) => `${promise}: no test ${name}`)
  })
  expect(problems).toEqual([])
})

it('every part of a page that keeps a promise is there', () => {
  const pages = globSync('src/features/*/pages/*.tsx', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  )
  const parts = [...table.matchAll(/`\/[a-z/-]+#([a-z-]+)`/g)].map(([, id]) => id)
  expect(parts.length).toBeGreaterThan(0)
  expect(parts.filter((id) => !pages.some((page) => page.includes(`id="${id}"`)))).toEqual([])
})
