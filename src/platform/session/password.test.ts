import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { describePassword, hashPassword, judgePassword, verifyPassword } from './password.ts'
import { createTurnstile, TropDeMonde } from './turnstile.ts'

test('a password is stored as Argon2id at the stated cost, and only itself opens', async () => {
  const stored = await hashPassword('cheval batterie agrafe')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(stored, 'cheval batterie agrafe')).toBe(true)
  expect(await verifyPassword(stored, 'cheval batterie agrafes')).toBe(false)
})

test('one accent typed in two ways is one password', async () => {
  expect(
    await verifyPassword(await hashPassword('un été à Vizille'), 'un été à Vizille'.normalize('NFD')),
  ).toBe(true)
})

test('a password of 128 characters opens, also when each takes two places in a string', async () => {
  const password = '😀'.repeat(128)
  expect(await verifyPassword(await hashPassword(password), password)).toBe(true)
})

test('an unknown address costs what a known one does', async () => {
  const stored = await hashPassword('cheval batterie agrafe')
  const cost = async (reference: string | undefined): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < 9; i += 1) {
      const start = performance.now()
      expect(await verifyPassword(reference, 'une autre phrase')).toBe(false)
      times.push(performance.now() - start)
    }
    return times.sort((a, b) => a - b)[4] ?? 0
  }
  await cost(undefined)
  const ratio = (await cost(undefined)) / (await cost(stored))
  expect(ratio).toBeGreaterThan(0.6)
  expect(ratio).toBeLessThan(1.6)
})

describe('a new password', () => {
  test.each([
    ['trop court', 'Ab1!Ab1!Ab1', /au moins 12 caractères/],
    ['trop long', 'x'.repeat(129), /128 caractères au plus/],
    ['une suite', '123456789012', /trop facile/],
    ['un mot courant', 'motdepasse12', /trop facile/],
    ['son propre nom', 'Dauphinelle-Vaucanson', /trop facile/],
    ['longtemps la même lettre', 'a'.repeat(128), /trop facile/],
  ])('%s', async (_why, password, message) => {
    expect(await judgePassword(password, ['Dauphinelle', 'Vaucanson', 'dauphinelle@exemple.fr'])).toEqual([
      expect.stringMatching(message),
    ])
  })

  test.each(['correct cheval batterie agrafe', 'x4$Kp9!vQ2mZ', '😀 girafe 😀 montgolfière'])(
    'accepted: %s',
    async (password) => {
      expect(await judgePassword(password, ['Martin', 'Paul'])).toEqual([])
    },
  )

  test('does not hold the other requests up while it is judged', async () => {
    await judgePassword('correct cheval batterie agrafe', [])
    let longest = 0
    let last = performance.now()
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const start = performance.now()
    await judgePassword('p4$$w0rd'.repeat(16), [])
    const took = performance.now() - start
    clearInterval(beat)
    expect(longest).toBeLessThan(Math.max(40, took / 2))
  })
})

test('two at once, some waiting, then a refusal that says when to come back', async () => {
  const inTurn = createTurnstile(2, 3)
  let now = 0
  let most = 0
  const work = async (): Promise<void> => {
    now += 1
    most = Math.max(most, now)
    await pause(10)
    now -= 1
  }
  const crowd = await Promise.allSettled(Array.from({ length: 8 }, () => inTurn(work)))
  expect(most).toBe(2)
  const refused = crowd.filter((one) => one.status === 'rejected')
  expect(refused).toHaveLength(3)
  expect(refused[0]?.reason).toBeInstanceOf(TropDeMonde)
  expect(refused[0]?.reason.retryAfterSeconds).toBe(5)
  // The places are free again, whatever became of the works before.
  await expect(inTurn(() => Promise.reject(new Error('panne')))).rejects.toThrow('panne')
  await Promise.all(Array.from({ length: 5 }, () => inTurn(work)))
  expect(most).toBe(2)
})

test.each([
  ['lavande', /Encore 5 caractères/],
  ['lavande-ver', /Encore 1 caractère au/],
  ['motdepasse1234', /trop facile/],
  ['correct cheval batterie agrafe', /Excellent/],
])('while « %s » is typed, its strength is said in words', async (password, expected) => {
  expect(await describePassword(password, ['Martin'])).toMatch(expected)
})

test('what anybody would try here first is no password', async () => {
  for (const guess of ['espace-personnel-2026', 'departement-isere-38', 'EspacePersonnelIsere'])
    expect(await judgePassword(guess, ['Département de l’Isère'])).toHaveLength(1)
})
