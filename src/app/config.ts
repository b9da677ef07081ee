import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import type { ConfigPayline } from '../features/paiements/index.ts'
import { type ClamdAddress, parseClamdUrl } from '../platform/antivirus/clamd.ts'
import { paiementOf, variablesDePaiement } from './config-paiement.ts'

export interface Config {
  port: number
  host: string
  /** Where citizens reach the portal: scheme, host and port, no trailing slash. Proofs are checked against it. */
  publicOrigin: string
  /** Where files live: documents, and the embedded database and mailbox. */
  dataDir: string
  databaseUrl: string
  smtpUrl: string
  /** 32 bytes or more; every other key is derived from it. */
  secretKey: Buffer
  /** The keys that seal the keys of files. The highest version seals new ones, or the one that is named. */
  masterKeys: { current: number; keys: ReadonlyMap<number, Buffer> }
  /** The antivirus; without it documents are shown as « non analysé ». */
  clamd: ClamdAddress | undefined
  logLevel: string
  /** What the mail server shows to hand in delivery reports; without it none is taken. */
  bounceSecret: string | undefined
  /** Who takes the payments; without it nothing is paid on line. */
  paiement: ConfigPayline | undefined
  /** Whether X-Forwarded-For of the reverse proxy is believed. */
  trustProxy: boolean
}

const base64Key = (bytes: number) =>
  z.string().transform((text, context) => {
    const key = Buffer.from(text, 'base64')
    if (key.length >= bytes) return key
    context.addIssue({ code: 'custom', message: `at least ${bytes} bytes in base64` })
    return z.NEVER
  })

const masterKeys = z.string().transform((text, context) => {
  const entries = text.split(',').map((entry) => {
    const [version, key = ''] = entry.trim().split(':')
    return [Number(version), Buffer.from(key, 'base64')] as const
  })
  const bad = entries.some(([version, key]) => !Number.isInteger(version) || version < 1 || key.length !== 32)
  if (bad) {
    context.addIssue({
      code: 'custom',
      message: 'VERSION:BASE64_OF_32_BYTES, several separated by commas, newest last',
    })
    return z.NEVER
  }
  return { current: Math.max(...entries.map(([version]) => version)), keys: new Map(entries) }
})

const clamdUrl = z.string().transform((text, context) => {
  const address = parseClamdUrl(text)
  if (address) return address
  context.addIssue({ code: 'custom', message: 'tcp://HOST:3310 or unix:/PATH/TO/clamd.ctl' })
  return z.NEVER
})

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  DATA_DIR: z.string().min(1).default('./var'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  SECRET_KEY: base64Key(32),
  MASTER_KEYS: masterKeys,
  MASTER_KEY_VERSION: z.coerce.number().int().min(1).optional(),
  BOUNCE_SECRET: z.string().min(32).regex(/^\S+$/, 'no space').optional(),
  CLAMD_URL: clamdUrl.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: z.stringbool().default(false),
  ...variablesDePaiement,
})

const places = environment.pick({ PORT: true, PUBLIC_ORIGIN: true, DATA_DIR: true })

const placesOf = (e: z.infer<typeof places>, root: string): Pick<Config, 'publicOrigin' | 'dataDir'> => ({
  publicOrigin: e.PUBLIC_ORIGIN ?? `http://localhost:${e.PORT}`,
  dataDir: isAbsolute(e.DATA_DIR) ? e.DATA_DIR : resolve(root, e.DATA_DIR),
})

function checked<T>(schema: z.ZodType<T>, env: Readonly<Record<string, string | undefined>>): T {
  const parsed = schema.safeParse(env)
  if (!parsed.success) throw new Error(`Configuration refused:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** What a command needs that opens nothing. */
export function loadPlaces(env: Readonly<Record<string, string | undefined>>, root: string) {
  return placesOf(checked(places, env), root)
}

const IN_FILES = ['SECRET_KEY', 'MASTER_KEYS', 'PAYLINE_ACCESS_KEY'] as const

/** `MASTER_KEYS_FILE` names a file that holds what `MASTER_KEYS` would: systemd credentials, mounted secrets. */
function withSecretFiles(env: Readonly<Record<string, string | undefined>>, root: string) {
  const read = IN_FILES.flatMap((name) => {
    const path = env[`${name}_FILE`]
    return path ? [[name, readFileSync(resolve(root, path), 'utf8').trim()] as const] : []
  })
  return { ...env, ...Object.fromEntries(read) }
}

/**
 * Reads the environment. Throws one error that names every problem at once.
 * @param env the environment of the process, or of a test
 * @param root folder that relative paths start from
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, root: string): Config {
  const e = checked(environment, withSecretFiles(env, root))
  const current = e.MASTER_KEY_VERSION ?? e.MASTER_KEYS.current
  if (!e.MASTER_KEYS.keys.has(current))
    throw new Error(
      `Configuration refused:\n✖ MASTER_KEYS has no version ${current}\n  → at MASTER_KEY_VERSION`,
    )
  const whereabouts = placesOf(e, root)
  return {
    port: e.PORT,
    host: e.HOST,
    ...whereabouts,
    databaseUrl: e.DATABASE_URL,
    smtpUrl: e.SMTP_URL,
    secretKey: e.SECRET_KEY,
    masterKeys: { ...e.MASTER_KEYS, current },
    bounceSecret: e.BOUNCE_SECRET,
    clamd: e.CLAMD_URL,
    paiement: paiementOf(e, whereabouts.publicOrigin),
    logLevel: e.LOG_LEVEL,
    trustProxy: e.TRUST_PROXY,
  }
}
