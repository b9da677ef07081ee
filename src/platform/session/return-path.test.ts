import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnPath } from './return-path.ts'

test.each([
  ['/espace', 'usager', '/espace'],
  ['/espace/demandes?page=2', 'usager', '/espace/demandes?page=2'],
  ['/agents/demandes/PR-1', 'agent', '/agents/demandes/PR-1'],
  ['/agents', 'usager', '/espace'],
  ['/espace', 'agent', '/agents'],
  ['/espaceautre', 'usager', '/espace'],
  ['', 'usager', '/espace'],
  ['//ailleurs.example/espace', 'usager', '/espace'],
  ['/\\ailleurs.example', 'usager', '/espace'],
  ['/espace/..//ailleurs.example', 'usager', '/espace'],
  ['/espace/../connexion', 'usager', '/espace'],
  ['https://ailleurs.example/espace', 'usager', '/espace'],
  ['javascript:alert(1)', 'usager', '/espace'],
  ['/espace\u0000', 'usager', '/espace'],
  ['/espace\t//x', 'usager', '/espace'],
  ['/agents/connexion?retour=/agents', 'agent', '/agents'],
] as const)('%j for the %s leads to %s', (retour, acteur, expected) => {
  expect(returnPath(retour, acteur)).toBe(expected)
})

test('whatever is asked, the person stays on this site and on their own side', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.webPath(),
        fc.string().map((s) => `/espace${s}`),
      ),
      (retour) => {
        const url = new URL(returnPath(retour, 'usager'), 'https://portail.example')
        expect(url.origin).toBe('https://portail.example')
        expect(url.pathname).toMatch(/^\/espace(\/|$)/)
      },
    ),
  )
})
