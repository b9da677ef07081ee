import { describe, expect, test } from 'vitest'
import { closedSince, parseMessage, parseNote, TEXTE_MAX } from './message.ts'

describe('what may be sent', () => {
  test.each([
    ['Bonjour.', 0, 'Bonjour.'],
    ['  deux\r\nlignes  ', 0, 'deux\nlignes'],
    ['<script>alert(1)</script>', 0, '<script>alert(1)</script>'],
    ['', 1, ''],
    ['👍'.repeat(TEXTE_MAX), 0, '👍'.repeat(TEXTE_MAX)],
  ])('%j with %i document(s)', (brut, documents, texte) => {
    expect(parseMessage(brut, documents)).toEqual({ texte })
  })

  test.each([
    ['', /Écrivez votre message/],
    [' \n\u200B ', /Écrivez votre message/],
    ['a'.repeat(TEXTE_MAX + 1), /trop long : 5001 caractères, pour 5000/],
    ['a'.repeat(1_048_576), /trop long : 5000 caractères au plus/],
    ['a\u0000b', /illisibles/],
  ])('%#: is refused in words', (brut, erreur) => {
    expect(parseMessage(brut, 0)).toEqual({ erreur: expect.stringMatching(erreur) })
  })

  test('a note always says something', () => {
    expect(parseNote(' ')).toEqual({ erreur: 'Écrivez votre note.' })
  })
})

describe('until when', () => {
  const regles = { estFinal: (statut: string) => statut === 'acceptee', joursApresLaFin: 60 }
  const statutDepuis = new Date('2026-11-01T10:00:00Z')
  test.each([
    ['en_instruction', '2027-11-01T10:00:00Z', false],
    ['acceptee', '2026-11-01T10:00:00Z', false],
    ['acceptee', '2026-12-31T09:59:59Z', false],
    ['acceptee', '2026-12-31T10:00:00Z', true],
  ])('%s at %s: closed %s', (statut, now, closed) => {
    expect(closedSince({ statut, statutDepuis }, regles, new Date(now)) !== undefined).toBe(closed)
  })
})
