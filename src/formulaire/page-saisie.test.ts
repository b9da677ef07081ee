import { expect, test } from 'vitest'
import type { Page } from './definition.ts'
import { SAISIE_VIDE } from './definition.ts'
import { readPage } from './page-saisie.ts'
import { SAISIE_MAX } from './texte.ts'

const page = {
  id: 'vous',
  kind: 'simple',
  titre: 'Vous',
  sections: [{ champs: [{ id: 'mot', type: 'texte-long', libelle: 'Un mot', max: 100 }] }],
} as unknown as Page

test('a text cut in the middle of a character, or with a NUL, can still be kept', () => {
  const typed = `\0${'a'.repeat(SAISIE_MAX - 1)}😀`
  const { mot } = readPage(SAISIE_VIDE, page, undefined, { mot: typed }).racine
  expect(String(mot).isWellFormed()).toBe(true)
  expect(mot).not.toContain('\0')
  const { mot: mots } = readPage(SAISIE_VIDE, page, undefined, { mot: [`${'a'.repeat(199)}😀`] }).racine
  expect(String(mots).isWellFormed()).toBe(true)
})
