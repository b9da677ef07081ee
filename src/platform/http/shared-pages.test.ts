import Fastify, { type FastifyInstance } from 'fastify'
import { beforeEach, expect, it } from 'vitest'
import { createTestClock, type TestClock } from '../../../test/support/clock.ts'
import { cacheable, keepSharedPages, SHARED } from './shared-pages.ts'

let web: FastifyInstance
let clock: TestClock
let rendered: number

beforeEach(() => {
  web = Fastify()
  clock = createTestClock()
  rendered = 0
  keepSharedPages(web, clock)
  const page = (status: number) => (_: unknown, reply: Parameters<typeof cacheable>[0]) => {
    rendered += 1
    return cacheable(reply).code(status).type('text/html; charset=utf-8').send(`<p>é ${rendered}</p>`)
  }
  web.get('/page', SHARED, page(200))
  web.get('/absente', SHARED, page(404))
  web.get('/autre', { config: { access: 'public' } }, page(200))
  web.post('/acte', { config: { access: { agent: ['administrateur'] } } }, (_, reply) => reply.send('fait'))
  web.post('/refus', { config: { access: { agent: ['administrateur'] } } }, (_, reply) =>
    reply.code(422).send(''),
  )
})

const get = (url: string, headers = {}) => web.inject({ url, headers })

it('renders once for everybody during five seconds', async () => {
  const first = await get('/page')
  clock.advance(4_999)
  const second = await get('/page', { authorization: 'DPoP x', cookie: 'a=b' })
  expect([second.body, second.headers.etag]).toEqual([first.body, first.headers.etag])
  expect(second.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(second.headers['cache-control']).toBe('public, max-age=60')
  expect(rendered).toBe(1)
  clock.advance(1)
  expect((await get('/page')).body).toBe('<p>é 2</p>')
})

it('keeps a page only for those who bring no cookie, until something is posted to its address', async () => {
  const say = (_: unknown, reply: Parameters<typeof cacheable>[0]) => {
    rendered += 1
    return reply.type('text/html; charset=utf-8').send(`<p>${rendered}</p>`)
  }
  const config = { access: 'public', partagee: 'sans-cookie' } as const
  web.get('/question', { config }, say)
  web.post('/question', { config }, (_, reply) => reply.redirect('/question?merci', 303))
  for (const [url, cookie, body] of [
    ['/question', undefined, '<p>1</p>'],
    ['/question', undefined, '<p>1</p>'],
    ['/question', 'a=b', '<p>2</p>'],
    ['/question', undefined, '<p>1</p>'],
    ['/question?merci', undefined, '<p>3</p>'],
  ] as const)
    expect([url, cookie, (await get(url, cookie ? { cookie } : {})).body]).toEqual([url, cookie, body])
  await web.inject({ method: 'POST', url: '/question' })
  expect((await get('/question')).body).toBe('<p>4</p>')
  expect((await get('/question?merci')).body).toBe('<p>5</p>')
})

it('tells whoever has the page that it is the same', async () => {
  const { headers } = await get('/page')
  for (const known of [headers.etag, `W/${headers.etag}`, `"x", ${headers.etag}`]) {
    const again = await get('/page', { 'if-none-match': known })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', headers.etag])
  }
  expect((await get('/page', { 'if-none-match': '"x"' })).statusCode).toBe(200)
  clock.advance(6_000)
  rendered = 0
  const after = await get('/page', { 'if-none-match': headers.etag })
  expect([after.statusCode, after.body, rendered]).toEqual([304, '', 1])
})

it('forgets all when an agent has acted, nothing when the act was refused', async () => {
  await get('/page')
  await web.inject({ method: 'POST', url: '/refus' })
  expect((await get('/page')).body).toBe('<p>é 1</p>')
  await web.inject({ method: 'POST', url: '/acte' })
  expect((await get('/page')).body).toBe('<p>é 2</p>')
})

it('keeps neither what was not found, nor other routes, nor more than two hundred addresses', async () => {
  await get('/absente')
  await get('/absente')
  await get('/autre')
  await get('/autre')
  expect(rendered).toBe(4)
  await get('/page')
  for (let i = 0; i < 199; i += 1) await get(`/page?q=${i}`)
  rendered = 0
  await get('/page')
  await get('/page?q=199')
  await get('/page')
  expect(rendered).toBe(1)
  await get('/page?q=0')
  expect(rendered).toBe(2)
})
