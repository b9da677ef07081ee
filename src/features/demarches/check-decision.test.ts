import { describe, expect, it } from 'vitest'
import { checkDecision } from './check-decision.ts'

const now = new Date('2026-11-24T09:00:00Z')
const typed = (one: Partial<Parameters<typeof checkDecision>[0]>) =>
  checkDecision({ acte: 'ouvrir', du: '', au: '', motif: '', ...one }, now)

describe('checkDecision', () => {
  it.each([
    [
      { du: '2026-11-24', au: '2026-11-24' },
      { du: '2026-11-24', au: '2026-11-24' },
    ],
    [
      { du: '2025-01-01', au: '2026-12-31' },
      { du: '2025-01-01', au: '2026-12-31' },
    ],
    [{ acte: 'fermer', motif: ' Une panne\n chez nous. ' }, { motif: 'Une panne chez nous.' }],
    [{ acte: 'retablir', du: 'n’importe' }, { livree: true }],
  ])('%j is decided', (one, decision) => {
    expect(typed(one)).toEqual({ decision })
  })

  it.each([
    [{}, ['du', 'au']],
    [{ du: '2026-02-30', au: '2026-12-31' }, ['du']],
    [{ du: '2026-11-24', au: '24/12/2026' }, ['au']],
    [{ du: '2026-12-02', au: '2026-12-01' }, ['au']],
    [{ du: '2026-11-01', au: '2026-11-23' }, ['au']],
    [{ du: '2026-11-24', au: '2036-12-01' }, ['au']],
    [{ du: '3026-12-01', au: '3026-12-02' }, ['du']],
    [{ du: '0000-00-00', au: '9999-99-99' }, ['du', 'au']],
    [{ acte: 'fermer', motif: ' \n ' }, ['motif']],
    [{ acte: 'fermer', motif: 'x'.repeat(501) }, ['motif']],
    [{ acte: 'autre' }, ['du', 'au']],
  ])('%j is to mend', (one, champs) => {
    const read = typed(one)
    expect('erreurs' in read ? Object.keys(read.erreurs) : read).toEqual(champs)
  })
})
