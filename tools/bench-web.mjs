// The web process that `npm run bench` measures: the built portal, two routes beside it to compare it with, and a
// clerk who answers over IPC what CPU and memory were spent. Not TypeScript: the compiler's memory would count.
import { join } from 'node:path'
import fastify from 'fastify'
import { sql } from 'kysely'

const root = join(import.meta.dirname, '..')
const built = (path) => import(join(root, 'dist/src', path))
const { loadConfig } = await built('app/config.js')
const { openContext } = await built('app/context.js')
const { buildWeb } = await built('app/web.js')
const { guardSessions } = await built('platform/session/session-guard.js')
const { addSecurityHeaders } = await built('platform/session/security-headers.js')

const context = await openContext(loadConfig(process.env, root), root)
const web = await buildWeb(context)
const floor = fastify({ logger: false })
let fixed = 'x'

/** The same headers, guard and log as the portal; no feature. */
function buildFloor() {
  addSecurityHeaders(floor, context.publicOrigin)
  guardSessions(floor, {
    ...context,
    shell: (_, reply) => reply.send(''),
    notFound: (_, reply) => reply.code(404).send(''),
    onError: () => undefined,
  })
  floor.addHook('onResponse', async (request, reply) => {
    context.log.info(
      {
        methode: request.method,
        route: request.routeOptions.url,
        statut: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'requête',
    )
  })
  const html = (reply) => reply.type('text/html; charset=utf-8').send(fixed)
  floor.get('/floor', { config: { access: 'usager' } }, async (request, reply) => {
    await sql`select prenom from usager where id = ${request.actor.usagerId}`.execute(context.db)
    return html(reply)
  })
  floor.get('/bare', { config: { access: 'public' } }, (_, reply) => html(reply))
}

const cpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
let marks = []
/** From the first question on what requests cost to the next on the whole: noting it costs 2 % of a page. */
let marking = false
web.server.prependListener('request', (request) => {
  if (!marking) return
  const what = `${request.method} ${request.url}`
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/[A-Z]{2}\d{2}-[\w-]+/, ':ref')
  marks.push({ what, at: cpuMs() })
})

/** CPU from the start of each request to the start of the next. */
function spent() {
  const until = cpuMs()
  const all = marks.map(({ what, at }, i) => ({ what, cpuMs: (marks[i + 1]?.at ?? until) - at }))
  marks = []
  return all
}

process.on('message', ({ ask, bytes }) => {
  marking = ask === 'spent'
  if (ask === 'floor') fixed = 'x'.repeat(bytes)
  if (ask === 'spent') process.send(spent())
  else {
    const { rss, heapUsed } = process.memoryUsage()
    process.send({ cpuMs: cpuMs(), rssMo: rss / 1_048_576, heapMo: heapUsed / 1_048_576 })
  }
})
process.on('disconnect', () => process.exit(0))

buildFloor()
await web.listen({ port: context.config.port, host: '127.0.0.1' })
process.send({ floorOrigin: await floor.listen({ port: 0, host: '127.0.0.1' }) })
