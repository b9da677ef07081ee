import { createServer } from 'node:net'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'

/** A mail server that says yes, except to the commands it was told otherwise. */
export async function startMailServer() {
  const answers = new Map<string, string>()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 essai\r\n')
    let inData = false
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        if (inData && line !== '.') continue
        const verb = inData ? '.' : (line.split(/[ :]/, 1)[0]?.toUpperCase() ?? '')
        const said = answers.get(verb) ?? (verb === 'DATA' ? '354 go on' : '250 ok')
        inData = verb === 'DATA' && said.startsWith('354')
        socket.write(`${said}\r\n`)
      }
    })
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { answers, url: `smtp://127.0.0.1:${port}`, close: () => server.close() }
}
