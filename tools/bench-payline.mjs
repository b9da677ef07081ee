// The simulator of Payline that `npm run bench` measures beside the portal, in a process of its own. It tells nobody by
// itself: whoever measures sends the notifications.
import { join } from 'node:path'

const { startSimulateurPayline } = await import(
  join(import.meta.dirname, '../dist/src/simulateur-payline/index.js')
)
const { env } = await startSimulateurPayline({ rythmeMs: 0 })
process.on('disconnect', () => process.exit(0))
process.send(env)
