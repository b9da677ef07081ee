import { describe, expect, it } from 'vitest'
import { REGISTRE } from './registre.generated.ts'
import { BASES, COLONNES, DUREES, FINALITES, registreEnMots } from './registre-en-mots.ts'

const TABLES = [
  ['COLONNES', COLONNES, REGISTRE.map(({ column }) => column)],
  ['FINALITES', FINALITES, REGISTRE.map(({ purpose }) => purpose)],
  ['BASES', BASES, REGISTRE.map(({ basis }) => basis)],
  ['DUREES', DUREES, REGISTRE.map(({ kept }) => kept)],
] as const

describe('the register in French', () => {
  it.each(TABLES)('%s has a line for all that the columns say, and none else', (name, words, said) => {
    const missing = said.filter((one) => !Object.hasOwn(words, one))
    expect(missing, `write these in ${name} of src/features/site/registre-en-mots.ts`).toEqual([])
    const stale = Object.keys(words).filter((one) => !(said as readonly string[]).includes(one))
    expect(stale, `no column says these any more: remove them from ${name}`).toEqual([])
  })

  it('tells every column once, each chapter with something in it', () => {
    const chapters = registreEnMots()
    for (const { titre, lignes } of chapters) expect([titre, lignes.length > 0]).toEqual([titre, true])
    const told = chapters.flatMap(({ lignes }) => lignes.flatMap(({ donnees }) => donnees))
    expect(told.sort()).toEqual([...new Set(Object.values(COLONNES).map(([, donnee]) => donnee))].sort())
  })
})
