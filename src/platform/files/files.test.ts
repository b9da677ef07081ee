import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentKind } from './content-kind.ts'
import { openFileStore } from './file-store.ts'
import { safeFileName } from './safe-file-name.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fichiers-'))
})
afterAll(() => rm(folder, { recursive: true }))
const master = {
  current: 2,
  keys: new Map([
    [1, Buffer.alloc(32, 1)],
    [2, Buffer.alloc(32, 2)],
  ]),
}

describe('the store', () => {
  test('gives back what it was given, and nothing of it is readable on the disk', async () => {
    const store = openFileStore(folder, master)
    const content = Buffer.from('Attestation de quotient familial'.repeat(1_000))
    const stored = await store.put('piece-01', content)
    expect(await store.get(stored)).toEqual(content)
    expect((await readFile(join(folder, stored.chemin))).includes('Attestation')).toBe(false)
  })
  test('one flipped bit anywhere is never served', async () => {
    const store = openFileStore(folder, master)
    const stored = await store.put('piece-02', Buffer.from('contenu'))
    const sealed = await readFile(join(folder, stored.chemin))
    for (let at = 0; at < sealed.length; at += 1) {
      const broken = Buffer.from(sealed)
      broken[at] = (broken[at] ?? 0) ^ 1
      await writeFile(join(folder, stored.chemin), broken)
      await expect(store.get(stored)).rejects.toThrow()
    }
  })
  test('a file written under an older master key is still read, one file cannot stand in for another', async () => {
    const stored = await openFileStore(folder, { ...master, current: 1 }).put(
      'piece-03',
      Buffer.from('ancien'),
    )
    const store = openFileStore(folder, master)
    expect((await store.get(stored)).toString()).toBe('ancien')
    const other = await store.put('piece-04', Buffer.from('autre'))
    await expect(store.get({ ...stored, chemin: other.chemin })).rejects.toThrow()
  })
  test('chunks come back in order, whatever the order they came in, also sent twice', async () => {
    const store = openFileStore(folder, master)
    await store.putChunk('envoi', 1, Buffer.from('deux'))
    await store.putChunk('envoi', 0, Buffer.from('un'))
    await store.putChunk('envoi', 1, Buffer.from('deux'))
    expect((await store.takeChunks('envoi', 2)).toString()).toBe('undeux')
    await store.dropChunks('envoi')
    await expect(store.takeChunks('envoi', 2)).rejects.toThrow()
  })
})

const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.alloc(9_000, 7),
  Buffer.from([0xff, 0xd9]),
])
const heic = Buffer.concat([
  Buffer.from([0, 0, 0, 16]),
  Buffer.from('ftypheic'),
  Buffer.alloc(4),
  Buffer.from([0, 0, 0, 12]),
  Buffer.from('mdat'),
  Buffer.alloc(4),
])
describe('kinds, by content', () => {
  test.each([
    ['pdf', Buffer.from('%PDF-1.7\n…\n%%EOF\n')],
    ['jpeg', jpeg],
    [
      'png',
      Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        Buffer.from('....IEND....'),
      ]),
    ],
    ['heic', heic],
  ])('%s', (genre, content) => expect(contentKind(content)).toEqual({ genre }))
  test.each([
    ['an executable named .pdf', Buffer.from('MZ\x90\0\x03programme'), /ni un PDF ni une photo/],
    ['a web page', Buffer.from('<html><script>'), /ni un PDF ni une photo/],
    ['a truncated photo', jpeg.subarray(0, 5_000), /incomplète/],
    ['a truncated HEIC', heic.subarray(0, 20), /incomplète/],
    ['a truncated PDF', Buffer.from('%PDF-1.7\nobj'), /incomplet/],
    ['nothing', Buffer.alloc(0), /vide/],
  ])('%s is refused in words that say how to mend it', (_name, content, words) => {
    expect(contentKind(content)).toEqual({ refus: expect.stringMatching(words) })
  })
  test('no bytes make it throw', () => {
    const head = fc.constantFrom('', '%PDF-', '\0\0\0\x01ftypheic', '\0\0\0\x10ftypheic')
    fc.assert(
      fc.property(
        head,
        fc.uint8Array(),
        (text, tail) => void contentKind(Buffer.concat([Buffer.from(text, 'latin1'), tail])),
      ),
    )
  })
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Léa\\photo.jpg', 'photo.jpg'],
  ['cer\u202Etificat\u0000.pdf', 'certificat.pdf'],
  ['', 'document'],
  ['..', 'document'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(116)}.pdf`],
])('the name %s is shown as %s', (name, shown) => expect(safeFileName(name)).toBe(shown))
