import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from './config.ts'

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
