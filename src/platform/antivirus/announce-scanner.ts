import type { Log } from '../log/log.ts'
import type { Scanner } from './scanner.ts'

/** Says at start-up which antivirus answers. One that does not stops nothing: documents wait for it in quarantine. */
export async function announceScanner(scanner: Scanner, log: Log): Promise<void> {
  if (!scanner.configured) {
    log.warn('antivirus: none configured, documents are shown as « non analysé »')
    return
  }
  try {
    log.info({ version: await scanner.check() }, 'antivirus: answers, and recognises the test file')
  } catch (err) {
    log.error({ err }, 'antivirus: does not answer as it should; documents wait in quarantine until it does')
  }
}
