import { expect, test } from 'vitest'
import { effetEnMots } from './effet-du-complement.ts'

const asked = { nee: false, mois: 2, echeance: '2026-12-23' } as const

test.each([
  ['suspend', false, 'Notre délai de réponse (2 mois) est suspendu. Il reprend', 'considérée comme refusée'],
  ['suspend', false, 'au plus tard le lendemain du mercredi 23 décembre 2026', 'L. 114-5 '],
  ['recommence', false, 'Notre délai de réponse (2 mois) commencera', 'votre demande sera acceptée'],
  ['aucun', false, 'Cela ne change pas notre délai de réponse', 'L. 114-5-1'],
  ['aucun', true, 'Le délai de réponse est déjà passé', 'envoyez-nous ce qui manque'],
] as const)('%s, silence decided: %s', (effet, nee, ...said) => {
  for (const words of said) expect(effetEnMots({ ...asked, effet, nee })).toContain(words)
})
