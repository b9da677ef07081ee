import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDocument } from './document.ts'

const made = () => {
  const pdf = createDocument({
    titre: 'Accusé de réception',
    auteur: 'Département',
    langue: 'fr-FR',
    piedDePage: 'PR26-TEST',
  })
  pdf.letterhead(['Département', '7 rue Fantin-Latour'])
  pdf.heading(1, 'Accusé de réception')
  pdf.heading(2, 'Vos réponses')
  pdf.definitionList([
    { terme: 'Prénom', valeur: 'Léa-Noël 🦊 O’Hara' },
    { terme: 'Vide', valeur: '' },
  ])
  pdf.list(['un', 'deux'])
  for (let i = 0; i < 60; i += 1) pdf.paragraph(`Paragraphe ${i} `.repeat(12))
  return pdf.toBuffer()
}

test('is tagged, in French, with its title shown and its fonts inside', async () => {
  const text = (await made()).toString('latin1')
  for (const mark of [
    '/StructTreeRoot',
    '/Lang (fr-FR)',
    '/MarkInfo',
    '/DisplayDocTitle true',
    '/FontFile',
    'pdfuaid',
  ])
    expect(text).toContain(mark)
})

test('says all that it was given, page after page', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'a.pdf')
  writeFileSync(file, await made())
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  expect(text).toContain('Léa-Noël □ O’Hara')
  expect(text).toContain('Paragraphe 59')
  expect(text).toMatch(/PR26-TEST +page 3 \/ \d/)
})
