import { gzipSync } from 'node:zlib'
import { eicar } from './eicar.ts'

/** clamd opens 17 unless it is told otherwise, and nothing that a person sends has so many. */
const ENVELOPES = 120

/** The test file in a gzip in a gzip in a gzip…: deeper than an antivirus looks, in less than 3 KB. */
export function gigogne(): Buffer {
  let content = eicar()
  for (let envelope = 0; envelope < ENVELOPES; envelope += 1) content = gzipSync(content)
  return content
}
