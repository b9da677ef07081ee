import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Clamd, startClamd } from '../../../test/support/clamd.ts'
import { openClamd, parseClamdUrl } from './clamd.ts'
import { eicar } from './eicar.ts'
import { AntivirusEnPanne } from './scanner.ts'

describe('the address', () => {
  test.each([
    ['tcp://antivirus:3310', { host: 'antivirus', port: 3310 }],
    ['tcp://127.0.0.1', { host: '127.0.0.1', port: 3310 }],
    ['tcp://[::1]:3311', { host: '::1', port: 3311 }],
    ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['unix:///run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['http://antivirus', undefined],
    ['unix:clamd.ctl', undefined],
    ['antivirus:3310', undefined],
  ])('%s', (text, address) => expect(parseClamdUrl(text)).toEqual(address))
})

describe('a real clamd', () => {
  let clamd: Clamd
  beforeAll(async () => {
    clamd = await startClamd()
  })
  afterAll(() => clamd.stop())

  test.each(['tcp', 'unix'] as const)('by %s: clean is clean, the test file is found', async (way) => {
    const scanner = openClamd(parseClamdUrl(clamd[way]) ?? { path: '' })
    expect(await scanner.check()).toMatch(/^ClamAV /)
    expect(await scanner.scan(Buffer.from('Attestation'))).toEqual({ verdict: 'sain' })
    expect(await scanner.scan(Buffer.alloc(10 * 1_048_576, 65))).toEqual({ verdict: 'sain' })
    const found = { verdict: 'infecte', signature: expect.stringContaining('Essai.Eicar') }
    expect(await scanner.scan(eicar())).toEqual(found)
    expect(await scanner.scan(Buffer.concat([deflated(eicar())]))).toEqual(found)
  })
  test.each([
    ['MaxFileSize', '1M'],
    ['MaxScanSize', '1M'],
  ])('what goes past its %s is not called clean', async (limit, value) => {
    const narrow = await startClamd({ [limit]: value })
    const scanner = openClamd(parseClamdUrl(narrow.unix) ?? { path: '' })
    const big = Buffer.concat([Buffer.alloc(2 * 1_048_576, 65), eicar()])
    expect(await scanner.scan(big)).toEqual({ verdict: 'inexaminable' })
    expect(await scanner.scan(Buffer.from('Attestation'))).toEqual({ verdict: 'sain' })
    await narrow.stop()
  })
  test.each([
    { AlertExceedsMax: 'no', MaxFileSize: '1M' },
    { AlertExceedsMax: 'no', MaxRecursion: '5000', MaxFileSize: '1M' },
    { ScanArchive: 'no' },
  ])('one that is set to call clean what it does not look at is not believed: %o', async (settings) => {
    const blind = await startClamd(settings)
    const scanner = openClamd(parseClamdUrl(blind.unix) ?? { path: '' })
    await expect(scanner.check()).rejects.toThrow(/AlertExceedsMax/)
    const big = Buffer.concat([Buffer.alloc(2 * 1_048_576, 65), eicar()])
    await expect(scanner.scan(big)).rejects.toThrow(/AlertExceedsMax/)
    await blind.stop()
  })
  test('a document longer than it accepts is a failure, not a clean document', async () => {
    const scanner = openClamd(parseClamdUrl(clamd.tcp) ?? { path: '' })
    await expect(scanner.scan(Buffer.alloc(26 * 1_048_576))).rejects.toThrow(AntivirusEnPanne)
  })
})

/** A PDF whose one stream is compressed. */
function deflated(content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from([0x78, 0x9c]), deflateRawSync(content), Buffer.alloc(4)])
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n1 0 obj\n<</Length ${body.length}/Filter/FlateDecode>>\nstream\n`),
    body,
    Buffer.from('\nendstream\nendobj\ntrailer<</Size 2>>\n%%EOF\n'),
  ])
}

type Lie = (socket: Socket, received: () => Promise<void>) => Promise<void>

/** Whatever a server may do when a document comes; it plays a true clamd until then. */
const LIES: Record<string, Lie> = {
  'accepts and never answers': async () => undefined,
  'closes without a word': async (socket) => void socket.destroy(),
  'says OK without saying of what': async (socket, received) => {
    await received()
    socket.end('OK\0')
  },
  'says OK of another stream': async (socket, received) => {
    await received()
    socket.end('stream1: OK\0')
  },
  'says OK, then more': async (socket, received) => {
    await received()
    socket.end('stream: OK\0stream: Virus FOUND\0')
  },
  'says OK in lower case': async (socket, received) => {
    await received()
    socket.end('stream: ok\0')
  },
  'is cut in the middle of its answer': async (socket, received) => {
    await received()
    socket.end('stream: OK')
  },
  'closes with nothing': async (socket, received) => {
    await received()
    socket.end()
  },
  'ends with an error': async (socket, received) => {
    await received()
    socket.end('stream: Can’t allocate memory ERROR\0')
  },
  'never stops talking': async (socket, received) => {
    await received()
    for (let i = 0; i < 100; i += 1) socket.write('stream: OK '.repeat(100))
  },
  'answers before the end of the document': async (socket) => {
    socket.end('stream: OK\0')
  },
  'says nothing intelligible': async (socket, received) => {
    await received()
    socket.end(Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x00]))
  },
}

describe('an antivirus that lies or fails never makes a clean document', () => {
  test.each(Object.keys(LIES))('%s', async (name) => {
    const [server, port] = await listening(LIES[name] ?? (async () => undefined))
    const scanner = openClamd({ host: '127.0.0.1', port }, { answerMs: 400, connectMs: 400 })
    await scanner.check()
    await expect(scanner.scan(Buffer.alloc(900_000, 66))).rejects.toThrow(AntivirusEnPanne)
    server.close()
  })
  test('nobody listens', async () => {
    const scanner = openClamd({ host: '127.0.0.1', port: 1 })
    await expect(scanner.scan(Buffer.from('x'))).rejects.toThrow(AntivirusEnPanne)
    await expect(openClamd({ path: '/nowhere/clamd.ctl' }).scan(Buffer.from('x'))).rejects.toThrow(
      AntivirusEnPanne,
    )
  })
  test('one that calls everything clean is not believed: it does not know the test file', async () => {
    const [server, port] = await listening(async (socket, received) => {
      await received()
      socket.end('stream: OK\0')
    }, false)
    const scanner = openClamd({ host: '127.0.0.1', port }, { answerMs: 2_000 })
    await expect(scanner.scan(Buffer.from('x'))).rejects.toThrow(/test file/)
    server.close()
  })
})

async function listening(lie: Lie, knowsTestFile = true): Promise<[Server, number]> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    play(socket, lie, knowsTestFile).catch(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return [server, (server.address() as AddressInfo).port]
}

/** A true clamd for the command PING, for the test file and for what is too deep, a liar for any other document. */
async function play(socket: Socket, lie: Lie, knowsTestFile: boolean): Promise<void> {
  let got = Buffer.alloc(0)
  let grown = (): void => undefined
  socket.on('data', (bytes) => {
    got = Buffer.concat([got, bytes])
    grown()
  })
  const until = async (enough: () => boolean): Promise<void> => {
    while (!enough())
      await new Promise<void>((resolve) => {
        grown = resolve
      })
  }
  await until(() => got.includes(0))
  const command = got.toString('latin1').split('\0')[0]
  if (command === 'zPING') return void socket.end('PONG\0')
  if (command === 'zVERSION') return void socket.end('ClamAV essai\0')
  await until(() => got.length > 'zINSTREAM\0'.length + 80 || got.includes('EICAR'))
  const received = (): Promise<void> => until(() => got.subarray(-4).equals(Buffer.alloc(4)))
  if (knowsTestFile && got.includes(Buffer.from([0x1f, 0x8b]))) {
    await received()
    return void socket.end('stream: Heuristics.Limits.Exceeded.MaxRecursion FOUND\0')
  }
  if (knowsTestFile && got.includes('EICAR')) {
    await received()
    return void socket.end('stream: Eicar FOUND\0')
  }
  await lie(socket, received)
}
