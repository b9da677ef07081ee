import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** One request as it came and was answered: its address, its status, and the cookies both ways. */
export interface Exchange {
  path: string
  status: number
  /** The `Cookie` header, '' when there was none. */
  sent: string
  /** The `Set-Cookie` header, '' when there was none. */
  set: string
}

/** Tells of every exchange of a server once it is answered. */
export function watchWire(server: Server, onExchange: (exchange: Exchange) => void): void {
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    let set = ''
    // Headers handed to writeHead are never found again by getHeader.
    const { writeHead } = response
    Object.assign(response, {
      writeHead: (...args: unknown[]) => {
        const headers = args.find((one) => typeof one === 'object' && one !== null) ?? {}
        set = String(response.getHeader('set-cookie') ?? Reflect.get(headers, 'set-cookie') ?? '')
        return Reflect.apply(writeHead, response, args)
      },
    })
    response.on('finish', () =>
      onExchange({
        path: request.url ?? '',
        status: response.statusCode,
        sent: request.headers.cookie ?? '',
        set,
      }),
    )
  })
}
