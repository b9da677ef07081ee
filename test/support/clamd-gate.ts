import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Clamd } from './clamd.ts'

/** What stands before a true clamd: it lets through, it is not there, it never answers, or it calls everything clean. */
export type Mode = 'vrai' | 'absent' | 'lent' | 'menteur'

export interface ClamdGate {
  /** For CLAMD_URL: the same address whatever happens behind. */
  url: string
  mode: Mode
  stop(): Promise<void>
}

/** An address whose antivirus can go away, slow down, lie and come back while the portal runs. */
export async function startClamdGate(clamd: Clamd): Promise<ClamdGate> {
  const open = new Set<Socket>()
  const { hostname, port } = new URL(clamd.tcp)
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => undefined)
    if (gate.mode === 'absent') socket.destroy()
    else if (gate.mode === 'menteur') lie(socket)
    else if (gate.mode === 'vrai') {
      const true_ = connect({ host: hostname, port: Number(port) })
      true_.on('error', () => socket.destroy())
      socket.pipe(true_).pipe(socket)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const gate: ClamdGate = {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'vrai',
    stop: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return gate
}

function lie(socket: Socket): void {
  let got = Buffer.alloc(0)
  socket.on('data', (bytes) => {
    got = Buffer.concat([got, bytes])
    if (got.toString('latin1').startsWith('zPING')) socket.end('PONG\0')
    else if (got.length > 14 && got.subarray(-4).equals(Buffer.alloc(4))) socket.end('stream: OK\0')
  })
}
