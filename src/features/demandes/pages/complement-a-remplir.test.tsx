import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { ComplementARemplir } from './complement-a-remplir.tsx'

const element = (rang: number, nature: 'document' | 'reponse') => ({
  ...{ rang, libelle: `Élément ${rang}`, nature, bloquant: false, recu: null },
})
const complement = {
  ...{ id: 'c', demandeLe: new Date('2026-11-23T09:00:00Z'), echeance: '2026-12-23', message: '' },
  ...{ effet: 'aucun' as const, impliciteAvant: null, ouvert: true, reponduLe: null, reponse: '' },
}
const page = (
  accordee: 'acceptee' | 'acceptee_partiellement' | null,
  ...natures: ('document' | 'reponse')[]
): string =>
  renderToString(
    <ComplementARemplir
      {...{ accordee, reference: 'ESS26-0000-0000', pieces: [], envoyees: [], offres: [] }}
      {...{ mois: 2, nee: false, today: '2026-12-30', sorts: new Map(), saisie: { textes: new Map() } }}
      complement={{
        ...complement,
        elements: natures.map((nature, index) => element(index + 1, nature)),
      }}
    />,
  ).replaceAll('\u00a0', ' ')

test.each([
  ['acceptee', ['document'], 'acceptée. Ce qui est accordé', 'reçu ce document : envoyez-le'],
  ['acceptee', ['document', 'document'], 'acceptée. Ce', 'le dernier de ces documents : envoyez-les'],
  ['acceptee_partiellement', ['document', 'reponse'], 'acceptée en partie. Ce', 'reçu ce document :'],
  ['acceptee', ['reponse'], 'acceptée. Ce', 'n’y change rien'],
] as const)('%s, %j left: what it changes, and no deadline', (accordee, natures, debut, suite) => {
  const shown = page(accordee, ...natures)
  for (const words of [`Votre demande est ${debut}`, suite]) expect(shown).toContain(words)
  expect(shown).not.toMatch(/nos délais|23 décembre|date limite/)
})

test('before a decision, the deadline and what it changes for the clock', () => {
  const shown = page(null, 'document')
  for (const words of ['date limite du', 'Ce que cela change pour nos délais']) expect(shown).toContain(words)
})
