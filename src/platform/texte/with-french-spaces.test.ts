import { describe, expect, it } from 'vitest'
import { withFrenchSpaces } from './with-french-spaces.ts'

describe('withFrenchSpaces', () => {
  it.each([
    ['Pourquoi ?', 'Pourquoi\u00a0?'],
    ['« oui »', '«\u00a0oui\u00a0»'],
    ['45 000 euros', '45\u00a0000\u00a0euros'],
    ['article L. 112-9', 'article L.\u00a0112-9'],
    ['à 18 h 34', 'à 18\u00a0h\u00a034'],
    ['10 Mo au plus', '10\u00a0Mo au plus'],
    ['la loi n° 2004-575', 'la loi n°\u00a02004-575'],
    ['au 04 76 00 38 38.', 'au 04\u00a076\u00a000\u00a038\u00a038.'],
    ['CS 41096, 38022 Grenoble Cedex 1', 'CS\u00a041096, 38022 Grenoble Cedex\u00a01'],
    ['https://exemple.fr', 'https://exemple.fr'],
    ['le 4 mai 2015', 'le 4 mai 2015'],
  ])('%s', (before, after) => expect(withFrenchSpaces(before)).toBe(after))
})
