import { describe, expect, it } from 'vitest'
import { parseFields } from '../../platform/http/fields.ts'
import { isHost, readBalise } from './balise.ts'

const read = (body: unknown) =>
  readBalise(typeof body === 'string' ? parseFields(body) : body, {
    findPage: (address) => (address === '/aide' ? address : undefined),
    ownHost: 'essai.example',
  })

describe('what a page sends', () => {
  it('is read when it is as our script writes it', () => {
    expect(read('page=%2Faide&site=www.example.org&appareil=tablette')).toEqual({
      page: '/aide',
      site: 'www.example.org',
      appareil: 'tablette',
    })
    expect(read('page=%2Faide&site=&appareil=autre')).toMatchObject({ site: '', appareil: 'autre' })
  })

  it.each([
    '',
    'page=%2Faide&site=',
    'page=%2Faide&site=&appareil=autre&plus=1',
    'page=%2Faide&site=&appareil=montre',
    'page=%2Faide%3Fq%3D1&site=&appareil=autre',
    'page=%2Fespace&site=&appareil=autre',
    'page=%2Faide&page=%2Faide&site=&appareil=autre',
    'page=%2Faide&site=a.example&site=b.example&appareil=autre',
    'page=%2Faide&site=essai.example&appareil=autre',
    'page=%2Faide&site=https%3A%2F%2Fa.example&appareil=autre',
    '__proto__=%2Faide&site=&appareil=autre',
  ])('%s is refused', (body) => expect(read(body)).toBeUndefined())

  it('is nothing when it is no form', () => {
    for (const body of [undefined, null, 'page=/aide', 4, [], {}])
      expect(readBalise(body, { findPage: () => '/', ownHost: 'x' })).toBeUndefined()
  })
})

describe('a host', () => {
  it.each(['example.org', 'xn--caf-dma.example', 'intranet', '192.0.2.7', 'a-b.c', `${'a'.repeat(63)}.fr`])(
    '%s',
    (host) => expect(isHost(host)).toBe(true),
  )
  it.each([
    '',
    '*',
    'Example.org',
    'café.example',
    'a.example:8080',
    'a.example/x',
    '.example',
    'a..example',
    'a.example.',
    '-a.example',
    'a-.example',
    'a_b.example',
    '=cmd.example',
    'a b',
    'a\n.example',
    `${'a'.repeat(64)}.fr`,
    `${'a.'.repeat(50)}fr`,
    '[::1]',
  ])('%j is none', (host) => expect(isHost(host)).toBe(false))
})
