import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from './config.ts'
import { isTrialOfPayment } from './config-paiement.ts'

const [un, deux] = [randomBytes(32), randomBytes(32)]
const MASTER_KEYS = `1:${un.toString('base64')},2:${deux.toString('base64')}`
const env = {
  DATABASE_URL: 'postgres://localhost/espace',
  SMTP_URL: 'smtp://localhost',
  SECRET_KEY: randomBytes(32).toString('base64'),
}
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('master keys', () => {
  test('all of them open, the highest version seals', () => {
    const { masterKeys } = loadConfig({ ...env, MASTER_KEYS }, folder)
    expect([masterKeys.current, masterKeys.keys.get(1), masterKeys.keys.get(2)]).toEqual([2, un, deux])
  })
  test('the version that seals may be named, so that every process knows a key before one writes with it', () => {
    expect(loadConfig({ ...env, MASTER_KEYS, MASTER_KEY_VERSION: '1' }, folder).masterKeys.current).toBe(1)
    expect(() => loadConfig({ ...env, MASTER_KEYS, MASTER_KEY_VERSION: '3' }, folder)).toThrow('no version 3')
  })
  test('they may stand in a file', async () => {
    await writeFile(join(folder, 'cles'), `${MASTER_KEYS}\n`)
    expect(loadConfig({ ...env, MASTER_KEYS_FILE: 'cles' }, folder).masterKeys.keys.size).toBe(2)
    expect(() => loadConfig({ ...env, MASTER_KEYS_FILE: 'absent' }, folder)).toThrow('absent')
  })
  test.each(['', '1:court', `0:${un.toString('base64')}`, un.toString('base64')])('%j is refused', (keys) => {
    expect(() => loadConfig({ ...env, MASTER_KEYS: keys }, folder)).toThrow('MASTER_KEYS')
  })
})

describe('payment', () => {
  const key = 'CleSecreteDeTest42'
  const payline = {
    PAYLINE_ENV: 'production',
    PAYLINE_MERCHANT_ID: '12345678901234',
    PAYLINE_ACCESS_KEY: key,
    PAYLINE_CONTRACT: '1234567',
  }
  const load = (variables: Record<string, string | undefined>) =>
    loadConfig({ ...env, MASTER_KEYS, ...variables }, folder).paiement

  test('without any variable, there is none', () => {
    expect(load({})).toBeUndefined()
  })
  test('production and homologation have their own addresses', () => {
    expect(load(payline)).toEqual({
      environment: 'production',
      merchantId: '12345678901234',
      accessKey: key,
      contract: '1234567',
      base: 'https://services.payline.com/V4/services/',
      webHosts: ['webpayment.payline.com', 'payment.payline.com'],
      directory: 'https://payment.payline.com/services/servicesendpoints/SOAP/12345678901234',
    })
    const trial = load({ ...payline, PAYLINE_ENV: 'homologation' })
    const addresses = [
      trial?.base,
      trial?.directory,
      ...(trial?.webHosts ?? []).map((host) => `https://${host}`),
    ]
    expect(addresses.filter((address) => !address?.startsWith('https://homologation'))).toEqual([])
  })
  test('a simulator is where it is said to be, and only there', () => {
    expect(
      load({ ...payline, PAYLINE_ENV: 'simulateur', PAYLINE_URL: 'http://localhost:4010/' }),
    ).toMatchObject({
      base: 'http://localhost:4010/V4/services/',
      webHosts: ['localhost:4010'],
      directory: 'http://localhost:4010/services/servicesendpoints/SOAP/12345678901234',
    })
    expect(() => load({ ...payline, PAYLINE_ENV: 'simulateur' })).toThrow('PAYLINE_URL')
    expect(() => load({ ...payline, PAYLINE_URL: 'http://localhost:4010' })).toThrow('PAYLINE_URL')
  })
  test('a portal that the public reaches starts with no simulator, and says why', () => {
    const simulator = { ...payline, PAYLINE_ENV: 'simulateur', PAYLINE_URL: 'http://localhost:4010' }
    const at = (PUBLIC_ORIGIN: string) => () => load({ ...simulator, PUBLIC_ORIGIN })
    expect(at('https://espace.isere.example')).toThrow(/people would believe that they pay.*PAYLINE_ENV/s)
    for (const here of [
      'http://localhost:3000',
      'https://localhost',
      'https://127.0.0.1:3000',
      'https://a.localhost',
    ])
      expect(at(here)()?.environment).toBe('simulateur')
  })
  test.each([
    ['homologation', 'https://espace.isere.example', true],
    ['homologation', 'http://localhost:3000', false],
    ['production', 'https://espace.isere.example', false],
  ])('%s at %s is a trial that the operator is told of: %s', (PAYLINE_ENV, PUBLIC_ORIGIN, trial) => {
    expect(isTrialOfPayment(load({ ...payline, PAYLINE_ENV, PUBLIC_ORIGIN }), PUBLIC_ORIGIN)).toBe(trial)
  })
  test('the key may stand in a file', async () => {
    await writeFile(join(folder, 'payline'), `${key}\n`)
    const variables = { ...payline, PAYLINE_ACCESS_KEY: undefined, PAYLINE_ACCESS_KEY_FILE: 'payline' }
    expect(load(variables)?.accessKey).toBe(key)
  })
  test.each(Object.keys(payline))(
    '%s alone missing, alone there or malformed is named, the key never shown',
    (name) => {
      const value = payline[name as keyof typeof payline]
      for (const variables of [
        { ...payline, [name]: undefined },
        { ...payline, [name]: `${value} ${key}` },
        { ...payline, [name]: '' },
      ]) {
        expect(() => load(variables)).toThrow(name)
        expect(() => load(variables)).not.toThrow(key)
      }
      expect(() => load({ [name]: value })).toThrow('payment needs all')
    },
  )
})
