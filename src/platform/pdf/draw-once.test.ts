import { expect, test } from 'vitest'
import { createDrawOnce } from './draw-once.ts'

test('draws once for all who ask, again when it failed, and forgets the first of more than fifty', async () => {
  const drawOnce = createDrawOnce()
  let drawn = 0
  const draw = async (): Promise<Buffer> => {
    drawn += 1
    return Buffer.from(String(drawn))
  }
  const fail = async (): Promise<Buffer> => {
    throw new Error('no ink')
  }
  await expect(drawOnce('a', fail)).rejects.toThrow('no ink')
  const both = await Promise.all([drawOnce('a', draw), drawOnce('a', draw)])
  expect([both.map(String), drawn]).toEqual([['1', '1'], 1])
  for (let key = 0; key < 49; key += 1) await drawOnce(String(key), draw)
  expect([String(await drawOnce('a', draw)), drawn]).toEqual(['1', 50])
  await drawOnce('fifty-first', draw)
  expect([String(await drawOnce('a', draw)), drawn]).toEqual(['52', 52])
})
