import { Agent, type OutgoingHttpHeaders, request } from 'node:http'

export interface RawRequest {
  method?: string
  path: string
  body?: string
  /** Undefined headers are not sent; a header given twice is sent twice. */
  headers?: Readonly<Record<string, string | string[] | undefined>>
}

export interface RawAnswer {
  status: number
  headers: NodeJS.Dict<string | string[]>
  text: string
}

/** Sends forms as bytes over connections that stay open: what no library would send, and thousands of them. */
export interface RawClient {
  send(request: RawRequest): Promise<RawAnswer>
  close(): void
}

export function createRawClient(origin: string, maxSockets = 16): RawClient {
  const agent = new Agent({ keepAlive: true, maxSockets })
  return {
    close: () => agent.destroy(),
    send: ({ method = 'POST', path, body = '', headers: more = {} }) => {
      const headers: OutgoingHttpHeaders = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      }
      for (const [name, value] of Object.entries(more)) if (value !== undefined) headers[name] = latin(value)
      return new Promise((resolve, reject) => {
        const outgoing = request(origin + path, { agent, method, headers }, (incoming) => {
          let text = ''
          incoming.setEncoding('utf8').on('data', (part: string) => {
            text += part
          })
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }),
          )
        })
        outgoing.on('error', reject).end(body)
      })
    },
  }
}

/** Node refuses a header beyond Latin-1: its UTF-8 bytes go out as they are. */
const latin = (value: string | string[]): string | string[] =>
  typeof value === 'string' ? Buffer.from(value).toString('latin1') : value
