import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makePdf } from '../../../test/support/hostile/make-pdf.ts'
import { inspectPdf, isEncrypted } from './inspect-pdf.ts'

const packed = (text: string, dictionary = '/Filter/FlateDecode') => ({
  dictionary: `/Type/ObjStm/N 1/First 4${dictionary}`,
  stream: deflateSync(Buffer.from(text)),
})

describe('what a page never needs is told', () => {
  test.each([
    ['javascript', makePdf({ catalog: '/Names<</JavaScript 4 0 R>>' })],
    ['javascript', makePdf({ objects: ['<</S/Java#53cript>>'] })],
    ['javascript', makePdf({ objects: [packed('9 0 <</S/JavaScript/JS(1)>>')] })],
    ['programme', makePdf({ objects: ['<</S/Launch/F(a.exe)>>'] })],
    ['fichier-joint', makePdf({ catalog: '/Names<</EmbeddedFiles 4 0 R>>' })],
    ['media', makePdf({ page: '/Annots[<</Subtype/RichMedia>>]' })],
    ['formulaire-xfa', makePdf({ catalog: '/AcroForm<</XFA 4 0 R>>' })],
    ['envoi', makePdf({ objects: ['<</S/SubmitForm/F(http://exemple.test)>>'] })],
    ['action-automatique', makePdf({ page: '/AA<</O 4 0 R>>' })],
    ['action-automatique', makePdf({ catalog: '/OpenAction<</S/URI/URI(http://exemple.test)>>' })],
    ['action-automatique', makePdf({ catalog: '/OpenAction 99 0 R' })],
    // What passes for the content of a stream, in a comment.
    ['javascript', makePdf({ catalog: '%>>stream\n/OpenAction<</S/JavaScript/JS(1)>>\n%endstream\n' })],
    ['action-automatique', makePdf({ catalog: '%>>stream\n/Open#41ction 9 0 R\n%endstream\n' })],
    ['autre-format', makePdf({ objects: ['(<script>)'] })],
    ['opaque', makePdf({ objects: [packed('9 0 <<>>', '/Filter[/ASCIIHexDecode/FlateDecode]')] })],
    ['opaque', makePdf({ objects: [packed('9 0 <<>>', '/Filter 12 0 R')] })],
    [
      'demesure',
      makePdf({ objects: [{ dictionary: '/Width 60000/Height 60000', stream: Buffer.alloc(9) }] }),
    ],
    ['demesure', makePdf({ objects: [{ dictionary: '/Filter[/Fl/Fl]', stream: Buffer.alloc(9) }] })],
  ])('%s', (alerte, pdf) => expect(inspectPdf(pdf)).toContain(alerte))
  test('a stream that grows beyond 64 MB', () => {
    const stream = deflateSync(Buffer.alloc(70 * 1_048_576))
    expect(inspectPdf(makePdf({ objects: [{ dictionary: '/Filter/FlateDecode', stream }] }))).toContain(
      'demesure',
    )
  })
})

test.each([
  ['a plain page', makePdf({})],
  ['a link that a person may click', makePdf({ page: '/Annots[<</A<</S/URI/URI(http://exemple.test)>>>>]' })],
  ['opens on its first page', makePdf({ catalog: '/OpenAction[3 0 R/XYZ null null 0]' })],
  ['opens on a page, by an action', makePdf({ catalog: '/OpenAction<</S/GoTo/D[3 0 R/Fit]>>/Lang(fr)' })],
  ['opens on a page, said elsewhere', makePdf({ catalog: '/OpenAction 4 0 R', objects: ['[3 0 R/Fit]'] })],
  [
    'opens on a page, said in an object stream',
    makePdf({ catalog: '/OpenAction 9 0 R', objects: [packed('9 0 [3 0 R/Fit]')] }),
  ],
  ['a simple form', makePdf({ catalog: '/AcroForm<</Fields[]>>' })],
  ['names that only look alike', makePdf({ objects: ['<</JSon 1/AAPL true/LaunchPad 2/XFAs 3>>'] })],
])('nothing is told of a PDF with %s', (_quoi, pdf) => expect(inspectPdf(pdf)).toEqual([]))

test('an encrypted PDF is known by its trailer', () => {
  expect(isEncrypted(Buffer.from('trailer<</Root 1 0 R/Encrypt 9 0 R>>'))).toBe(true)
  expect(isEncrypted(Buffer.from('trailer<</EncryptMetadata false>>'))).toBe(false)
})

test('no bytes make it throw', () => {
  const part = fc.constantFrom(
    'stream\n',
    'endstream',
    '/ObjStm/N 1/First 4',
    '/Filter/FlateDecode',
    ' obj',
    '/OpenAction 3 0 R',
    '#',
    '<<',
  )
  fc.assert(
    fc.property(
      fc.array(fc.oneof(part, fc.string())),
      (parts) => void inspectPdf(Buffer.from(parts.join(''), 'latin1')),
    ),
  )
})
