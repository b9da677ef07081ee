import { expect, test } from 'vitest'
import { fillVariables, unknownVariables, VARIABLES, type Variables } from './variables-de-decision.ts'

const valeurs = Object.fromEntries(VARIABLES.map((nom) => [nom, `<${nom}>`])) as Variables

test('each variable is filled, once and only once', () => {
  expect(fillVariables('{prenom} {nom}, {reference} ({depot})', { ...valeurs, nom: '{prenom}' })).toBe(
    '<prenom> {prenom}, <reference> (<depot>)',
  )
})

test.each(['{inconnue}', '{}', '{toString}', '{ prenom }'])('%s is none', (texte) => {
  expect(() => fillVariables(texte, valeurs)).toThrow()
  expect(unknownVariables(texte)).toHaveLength(1)
})

test('an unknown one is named', () => {
  expect(unknownVariables('{prenom} {prénom} {date}')).toEqual(['prénom'])
})
