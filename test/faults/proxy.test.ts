import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'
import { type BuiltProcess, type BuiltProduct, builtProduct } from '../support/built-product.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const NGINX = '/usr/sbin/nginx'
const root = join(import.meta.dirname, '../..')
let base: TestDatabase
let folder: string
let product: BuiltProduct
let web: BuiltProcess
let proxy: ChildProcess
let origin: string

beforeAll(async () => {
  if (!existsSync(NGINX)) throw new Error(`${NGINX} is missing: install the Debian package nginx`)
  base = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'espace-proxy-'))
  await chmod(folder, 0o755)
  product = await builtProduct({ databaseUrl: base.url, smtpUrl: 'smtp://127.0.0.1:9', dataDir: folder })
  web = await product.startWeb()
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  proxy = await startNginx(port)
})
afterAll(async () => {
  await product.killAll()
  proxy.kill('SIGTERM')
  await once(proxy, 'exit')
  await rm(folder, { recursive: true, force: true })
  await base.drop()
})

/** The configuration that is shipped, but for the address, the certificate and the folder of this machine. */
async function startNginx(port: number): Promise<ChildProcess> {
  const shipped = await readFile(join(root, 'deploy/nginx.conf'), 'utf8')
  const server = shipped
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replace(/^\s*ssl_.*$/gm, '')
    .replace('127.0.0.1:3000', new URL(product.origin).host)
    .replaceAll('/opt/espace-personnel/dist/secours', join(root, 'dist/secours'))
  expect(server).not.toMatch(/443|opt|ssl_/)
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(folder, kind)};`)
    .join('\n')
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${join(folder, 'nginx.pid')}; error_log stderr crit; worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {} http { include /etc/nginx/mime.types; access_log off; ${paths} ${server} }`,
  )
  const child = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' })
  const answers = () =>
    open('/sante').then(
      ({ status }) => status === 200,
      () => false,
    )
  await vi.waitUntil(answers, { timeout: 10_000 })
  return child
}

async function open(path: string, init: RequestInit = {}) {
  const began = performance.now()
  const answer = await fetch(origin + path, {
    ...init,
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
  })
  const text = await answer.text()
  return { status: answer.status, text, headers: answer.headers, ms: performance.now() - began }
}

test('with no portal at all, the proxy answers the page made at build, the forms and their style', async () => {
  expect((await open('/')).text).toContain('Ouvrir un compte')
  await web.end('SIGKILL')
  for (const [path, init] of [
    ['/', {}],
    ['/espace/demandes', {}],
    ['/services/pack-rentree?q=1', {}],
    ['/src/bin/web.js', {}],
    ['/../package.json', {}],
    ['/connexion', { method: 'POST', body: 'a=1' }],
  ] as const) {
    const { status, text, headers, ms } = await open(path, init)
    expect([path, status]).toEqual([path, 503])
    expect(ms).toBeLessThan(1_000)
    expect(text).toContain('Reportez ou faites votre démarche par courrier')
    expect(text).toContain('38022 Grenoble')
    expect(headers.get('retry-after')).toBe('60')
    expect(headers.get('content-type')).toMatch(/^text\/html/)
  }
  const { text } = await open('/')
  const form = await open('/services/pack-rentree/formulaire.pdf')
  expect([form.status, form.text.startsWith('%PDF-')]).toEqual([200, true])
  for (const [, address = ''] of text.matchAll(/(?:stylesheet" href|<img src)="([^"]+)"/g))
    expect([address, (await open(address)).status]).toEqual([address, 200])
  expect([...text.matchAll(/(?:stylesheet" href|<img src)="/g)].length).toBe(2)

  // Nothing that its own policy refuses, nor that is not there.
  expect(text).not.toMatch(/<script|apple-touch-icon/)

  // Nobody touches the proxy: the portal comes back behind it.
  web = await product.startWeb()
  await expect.poll(async () => (await open('/')).status, { timeout: 15_000 }).toBe(200)
})
