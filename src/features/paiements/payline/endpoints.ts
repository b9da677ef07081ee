import { z } from 'zod'
import type { Log } from '../../../platform/log/log.ts'
import type { ConfigPayline } from './config-payline.ts'
import { codeOf, type Fetch, readUpTo } from './http.ts'
import { mayBeReached } from './redirect.ts'

const ANSWER_MS = 5_000
const ANSWER_MAX = 65_536
/** How long the base alone is used after a directory that did not answer. */
const WITHOUT_MS = 60_000
const TTL_MAX_S = 86_400

const directoryAnswer = z.object({
  urls: z.array(z.string().max(500)).min(1).max(20),
  ttl: z.coerce.number().positive(),
})

export interface Endpoints {
  /** Where the services are now, best first, each with its last slash. Never empty. */
  list(): Promise<readonly string[]>
}

/**
 * The directory of endpoints, kept for the time that it gives. Only hosts of Payline are taken from it (of the configured base
 * for a simulator); when none is left, or when it does not answer, the configured base.
 */
export function openEndpoints(
  config: ConfigPayline,
  fetch: Fetch,
  log: Log | undefined,
  now = Date.now,
): Endpoints {
  const { directory, base } = config
  if (!directory) return { list: async () => [base] }
  let known: readonly string[] = [base]
  let until = 0
  let asking: Promise<readonly string[]> | undefined
  const ask = async () => {
    try {
      const { urls, ttl } = await askDirectory(directory, fetch)
      const kept = urls.map((url) => serviceBase(url, config)).filter((url) => url !== undefined)
      if (kept.length < urls.length)
        log?.error({ refused: urls.length - kept.length }, 'payline: endpoints refused')
      known = [...new Set([...kept, base])]
      until = now() + Math.min(ttl, TTL_MAX_S) * 1_000
    } catch (error) {
      log?.warn({ fault: codeOf(error) }, 'payline: no directory of endpoints')
      until = now() + WITHOUT_MS
    } finally {
      asking = undefined
    }
    return known
  }
  return {
    list: async () => {
      if (now() < until) return known
      asking ??= ask()
      return asking
    },
  }
}

/** The directory is public: the key is not shown to it. */
async function askDirectory(directory: string, fetch: Fetch): Promise<z.infer<typeof directoryAnswer>> {
  const response = await fetch(directory, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MS),
  })
  const body = await readUpTo(response.body, ANSWER_MAX)
  if (response.status !== 200 || !body) throw new Error('directory refused')
  return directoryAnswer.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
}

/** `https://services.payline.com/V4` → `https://services.payline.com/V4/services/`; undefined for another host. */
function serviceBase(address: string, config: ConfigPayline): string | undefined {
  const url = URL.parse(`${address.replace(/\/$/, '')}/services/`)
  if (!url || url.username || url.password || url.search || url.hash) return undefined
  const own = url.host === new URL(config.base).host
  const payline =
    config.environment !== 'simulateur' && url.hostname.endsWith('.payline.com') && url.port === ''
  return (own || payline) && mayBeReached(url, config.environment) ? url.href : undefined
}
