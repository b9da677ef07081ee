import { describe, expect, it } from 'vitest'
import { etatCampagne } from './etat-campagne.ts'

const campagne = { du: '2027-05-01', au: '2027-05-31' }

describe('etatCampagne', () => {
  // Paris is two hours ahead of UTC in May.
  it.each([
    [
      '2027-04-30T21:59:59.999Z',
      'a-venir',
      'Ouvre le samedi 1er mai 2027, jusqu’au lundi 31 mai 2027 inclus',
    ],
    ['2027-04-30T22:00:00.000Z', 'ouverte', 'Ouvert jusqu’au lundi 31 mai 2027 inclus, 23 h 59'],
    ['2027-05-31T21:59:59.999Z', 'ouverte', 'Ouvert jusqu’au lundi 31 mai 2027 inclus, 23 h 59'],
    [
      '2027-05-31T22:00:00.000Z',
      'fermee',
      'Fermé depuis le lundi 31 mai 2027, 23 h 59. Les prochaines dates seront annoncées ici.',
    ],
  ])('%s: %s', (moment, etat, phrase) => {
    expect(etatCampagne(campagne, new Date(moment))).toEqual({ etat, phrase, fictif: false })
  })

  it('keeps the last second in winter too', () => {
    const winter = { du: '2026-11-01', au: '2026-12-31' }
    expect(etatCampagne(winter, new Date('2026-12-31T22:59:59.999Z')).etat).toBe('ouverte')
    expect(etatCampagne(winter, new Date('2026-12-31T23:00:00Z')).etat).toBe('fermee')
  })

  it('says what is said while no date is known', () => {
    expect(etatCampagne({ prochainement: 'En ligne en 2027' }, new Date())).toEqual({
      etat: 'prochainement',
      phrase: 'En ligne en 2027',
      fictif: false,
    })
  })

  it('tells fictitious dates', () => {
    expect(etatCampagne({ ...campagne, fictif: true }, new Date()).fictif).toBe(true)
  })
})
