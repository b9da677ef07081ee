/** What goes back to whoever asked; null is silence: the socket stays open until the other side gives up. */
export type Reponse = {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
} | null

const answer =
  (type: string) =>
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reponse => ({
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, ...headers },
    body,
  })

export const xml = answer('text/xml')
export const html = answer('text/html')
export const plain = answer('text/plain')
export const json = (status: number, value: unknown): Reponse =>
  answer('application/json')(status, JSON.stringify(value))
export const seeOther = (location: string): Reponse => ({ status: 303, headers: { location }, body: '' })
