import { describe, expect, test } from 'vitest'
import { fillModele, leftVariables, parseModele } from './modele.ts'

const tape = (texte: string) => ({ demarche: 'aide', nom: 'Un modèle', texte })

describe('a template', () => {
  test.each(['Bonjour {prenom} {nom},', '{reference} {demarche} {agent} {date_limite}', 'Sans variable } {'])(
    '« %s » is kept',
    (texte) => expect(parseModele(tape(texte), ['aide'])).toEqual({ modele: tape(texte) }),
  )

  test.each([
    ['{montant}', '« {montant} »'],
    ['{Prenom}', '« {Prenom} »'],
    ['{}', '« {} »'],
    ['{constructor} {__proto__}', '« {constructor} », « {__proto__} »'],
    [`{${'x'.repeat(4_000)}}`, `« {${'x'.repeat(30)}} »`],
  ])('%# names a variable that we do not know: refused, with those that we do', (texte, nommee) => {
    const lu = parseModele(tape(texte), ['aide'])
    const erreur = 'erreurs' in lu ? lu.erreurs.texte : undefined
    expect(erreur?.replaceAll('\u00a0', ' ')).toContain(nommee)
    expect(erreur).toContain('{date_limite}')
  })

  test('of a démarche of others, without a name or without words: each is said', () => {
    const lu = parseModele({ demarche: 'carte', nom: ' ', texte: '' }, ['aide'])
    expect('erreurs' in lu ? Object.keys(lu.erreurs) : []).toEqual(['demarche', 'nom', 'texte'])
  })
})

test('what is known is filled in, as it is; what is not stays, and is named', () => {
  const rempli = fillModele('Bonjour {prenom}, avant le {date_limite}.', { prenom: '{nom} $& <b>' })
  expect(rempli).toBe('Bonjour {nom} $& <b>, avant le {date_limite}.')
  expect(leftVariables('avant le {date_limite}, {date_limite}, {autre}')).toEqual(['date_limite'])
})
