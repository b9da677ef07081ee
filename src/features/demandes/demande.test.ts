import { describe, expect, test } from 'vitest'
import { ACTES, allowedActes, isAllowed, STATUTS, statuts, transitions } from './demande.ts'

const cases = ACTES.flatMap((acte) =>
  STATUTS.flatMap((statut) => (['usager', 'agent'] as const).map((par) => ({ acte, statut, par }))),
)

describe.each(cases)('$acte by $par when $statut', ({ acte, statut, par }) => {
  const expected =
    transitions[acte].par === par && (transitions[acte].de as readonly string[]).includes(statut)
  test(expected ? 'allowed' : 'refused', () => expect(isAllowed(acte, statut, par)).toBe(expected))
})

test('only what concerns a decision leaves a final state, and every other state has a way out for each side', () => {
  const SUR_DECISION: readonly string[] = [
    'retirer-decision',
    'corriger-decision',
    // The document that what was granted waits for.
    'completer-apres-decision',
  ]
  for (const statut of STATUTS) {
    const open = [...allowedActes(statut, 'usager'), ...allowedActes(statut, 'agent')].filter(
      (acte) => !SUR_DECISION.includes(acte),
    )
    expect(open.length === 0, statut).toBe(statuts[statut].final)
  }
})

test('every state can be reached from a dépôt', () => {
  const reached = new Set<string>(['deposee'])
  for (let size = 0; size !== reached.size; ) {
    size = reached.size
    for (const acte of ACTES) {
      const { de, vers } = transitions[acte]
      if (vers !== null && de.some((from) => reached.has(from))) reached.add(vers)
    }
  }
  expect([...reached].sort()).toEqual([...STATUTS].sort())
})
