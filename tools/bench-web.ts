// The web process that `npm run bench` measures: the built portal, two routes beside it to compare it with, and a
// clerk who answers over IPC what CPU and memory were spent.
import { join } from 'node:path'
import fastify from 'fastify'
import { sql } from 'kysely'
import type { UsagerActor } from '../src/platform/session/actor.ts'

export type Question = { ask: 'usage' } | { ask: 'spent' } | { ask: 'floor'; bytes: number }

/** CPU that the process spent from the start of one request to the start of the next. */
export interface Spent {
  what: string
  cpuMs: number
}

export interface Usage {
  cpuMs: number
  rssMo: number
}

const root = join(import.meta.dirname, '..')
const built = join(root, 'dist/src')
const { loadConfig } = (await import(join(built, 'app/config.js'))) as typeof import('../src/app/config.ts')
const { openContext } = (await import(
  join(built, 'app/context.js')
)) as typeof import('../src/app/context.ts')
const { buildWeb } = (await import(join(built, 'app/web.js'))) as typeof import('../src/app/web.ts')
const { guardSessions } = (await import(
  join(built, 'platform/session/session-guard.js')
)) as typeof import('../src/platform/session/session-guard.ts')
const { addSecurityHeaders } = (await import(
  join(built, 'platform/session/security-headers.js')
)) as typeof import('../src/platform/session/security-headers.ts')

const context = await openContext(loadConfig(process.env, root), root)
const web = await buildWeb(context)
const floor = fastify({ logger: false })
let fixed = 'x'

/** The same headers, guard and log as the portal; no feature. */
function buildFloor(): void {
  addSecurityHeaders(floor, context.publicOrigin)
  guardSessions(floor, {
    ...context,
    shell: (_, reply) => reply.send(''),
    notFound: (_, reply) => reply.code(404).send(''),
    onError: () => undefined,
  })
  floor.addHook('onResponse', async (request, reply) => {
    context.log.info({ methode: request.method, statut: reply.statusCode }, 'requête')
  })
  floor.get('/floor', { config: { access: 'usager' } }, async (request, reply) => {
    const { usagerId } = request.actor as UsagerActor
    await sql`select prenom from usager where id = ${usagerId}`.execute(context.db)
    return reply.type('text/html; charset=utf-8').send(fixed)
  })
  floor.get('/bare', { config: { access: 'public' } }, (_, reply) =>
    reply.type('text/html; charset=utf-8').send(fixed),
  )
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
let marks: { what: string; at: number }[] = []
web.server.prependListener('request', (request) => {
  const path = (request.url ?? '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/[A-Z]{2}\d{2}-[\w-]+/, ':ref')
  marks.push({ what: `${request.method} ${path}`, at: cpuMs() })
})

function spent(): Spent[] {
  const until = cpuMs()
  const all = marks.map(({ what, at }, i) => ({ what, cpuMs: (marks[i + 1]?.at ?? until) - at }))
  marks = []
  return all
}

process.on('message', (question: Question) => {
  if (question.ask === 'floor') fixed = 'x'.repeat(question.bytes)
  const answer = {
    usage: (): Usage => ({ cpuMs: cpuMs(), rssMo: process.memoryUsage.rss() / 1_048_576 }),
    spent,
    floor: () => ({}),
  }[question.ask]()
  process.send?.(answer)
})
process.on('disconnect', () => process.exit(0))

buildFloor()
await web.listen({ port: context.config.port, host: '127.0.0.1' })
const floorOrigin = await floor.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ floorOrigin })
