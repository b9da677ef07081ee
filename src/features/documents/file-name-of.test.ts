import { expect, test } from 'vitest'
import { fileNameOf } from './file-name-of.ts'

test.each([
  ['Certificat de Léa', 'pdf', 'Certificat de Léa.pdf'],
  ['scan.PDF', 'pdf', 'scan.PDF'],
  ['photo.jpg', 'jpeg', 'photo.jpg'],
  ['photo.png', 'jpeg', 'photo.png.jpeg'],
  ['IMG_1.HEIC', 'heic', 'IMG_1.HEIC'],
  ['juin/juillet : CAF', 'pdf', 'juillet CAF.pdf'],
])('%s, a %s, is the file %s', (nom, genre, file) => expect(fileNameOf(nom, genre)).toBe(file))
