import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createMailer } from './mailer.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A mail server that answers each command as told, and the rest with a yes. */
async function serve(answers: Readonly<Record<string, string>>): Promise<string> {
  const made = createServer((socket) => {
    socket.write('220 essai\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        const verb = line.split(/[ :]/, 1)[0]?.toUpperCase() ?? ''
        const usual = verb === 'EHLO' ? '250-essai\r\n250 AUTH PLAIN' : verb === 'AUTH' ? '235 ok' : '250 ok'
        socket.write(`${answers[verb] ?? usual}\r\n`)
      }
    })
  })
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  return `smtp://compte:secret@127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const mail = { messageId: '<1@essai.example>', to: 'a@essai.example', subject: 's', text: 't', html: 'h' }

test.each([
  ['an address that does not exist is refused for good', { RCPT: '550 no such user' }, 'refused', 'SMTP 550'],
  ['an address that is busy comes back later', { RCPT: '450 busy' }, 'failed', 'SMTP 450, pour ce courriel'],
  ['a server that shuts down tells nothing of the address', { RCPT: '421 bye' }, 'failed', 'SMTP 421'],
  ['our own password refused loses no mail', { AUTH: '535 no' }, 'failed', 'SMTP 535'],
  ['our own sender refused loses no mail', { MAIL: '550 who are you' }, 'failed', 'SMTP 550'],
])('%s', async (_name, answers, kind, reason) => {
  const mailer = createMailer(await serve(answers), { nom: 'Essai', adresse: 'nous@essai.example' })
  expect(await mailer.send({ ...mail, attachments: [] })).toEqual({ kind, reason })
  mailer.close()
})
