import { join } from 'node:path'
import { expect, test } from 'vitest'
import { citedArticles, listedArticles } from './cited-articles.ts'

const root = join(import.meta.dirname, '../..')
const cited = citedArticles(root)
const listed = listedArticles(root)

test('every article of law that the product cites is in the list of the lawyers', () => {
  expect(cited.size).toBeGreaterThan(40)
  const known = new Set(listed.map(({ article }) => article))
  const missing = [...cited].filter(([article]) => !known.has(article))
  expect(
    missing,
    'add a line to docs/textes-cites.md: what it is for, and on what text it was checked',
  ).toEqual([])
})

test('the list tells of nothing that is cited no more, and says of each line how it was checked', () => {
  expect(listed.map(({ article }) => article).filter((article) => !cited.has(article))).toEqual([])
  const ways = ['texte fourni', 'copie publique', 'à vérifier par le service juridique']
  expect(listed.filter(({ verifie }) => !ways.includes(verifie))).toEqual([])
  const lines = listed.map(({ code, article }) => `${code} ${article}`)
  expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([])
})
