import { pino } from 'pino'

export type Log = pino.Logger

/**
 * Structured logs to standard output. What names or authenticates a person is removed here, wherever it stands at
 * the first two levels; request addresses are logged without their query, and bodies never are.
 */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const fields = [
    'email',
    'destinataire',
    'motDePasse',
    'mot_de_passe',
    'jeton',
    'authorization',
    'dpop',
    'nom',
    'prenom',
  ]
  return pino(
    {
      level,
      base: null,
      redact: { paths: [...fields, ...fields.map((field) => `*.${field}`)], remove: true },
      serializers: { err: describeError },
    },
    // Lines leave together, twice a second or by 4 kB: a write each took 5 % of a page's CPU.
    destination ?? pino.destination({ sync: false, minLength: 4_096, periodicFlush: 500 }),
  )
}

/** An error without what a driver may quote of the data (PostgreSQL puts the row in `detail`). */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
