import { hash, verify } from '@node-rs/argon2'

/** Argon2id (the library's number 2), 19 MiB, two passes, one lane (OWASP's floor). */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const AT_ONCE = 2
const MAX_WAITING = 50

const MIN_CHARACTERS = 12
const MAX_CHARACTERS = 128

/** Too many sign-ins at this moment: the person is asked to try again in a few seconds. */
export class MotDePasseOccupe extends Error {
  readonly retryAfterSeconds = 5
}

let running = 0
const waiting: (() => void)[] = []

/** Two evaluations at once, fifty waiting, then a refusal: a crowd of guesses cannot take the machine. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw new MotDePasseOccupe()
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

const normalise = (password: string): string => password.normalize('NFC')

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalise(password), COST))
}

/** A hash of nobody's password, so that an unknown address costs what a known one does. */
let nobody: Promise<string> | undefined

/** @param stored the hash of the account, undefined when there is none: the same work, and false */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hash(crypto.randomUUID(), COST)
  const reference = stored ?? (await nobody)
  const right = await inTurn(() => verify(reference, normalise(password)))
  return right && stored !== undefined
}

/**
 * Why a new password is not good enough, in words that say how to mend it; an empty list when it is.
 * No composition rule: length, and zxcvbn with French and common lists and the person's own words.
 */
export async function judgePassword(password: string, ownWords: readonly string[]): Promise<string[]> {
  const length = [...password].length
  if (length < MIN_CHARACTERS) {
    return [
      `Choisissez au moins ${MIN_CHARACTERS} caractères. Quelques mots sans rapport entre eux font un bon mot de passe.`,
    ]
  }
  if (length > MAX_CHARACTERS)
    return [`Ce mot de passe est trop long : ${MAX_CHARACTERS} caractères au plus.`]
  const check = await strengthMeter()
  const { score } = check(
    password,
    ownWords.filter((word) => word.length > 2),
  )
  if (score >= 3) return []
  return [
    'Ce mot de passe est trop facile à deviner. Évitez votre nom, les suites et les mots courants seuls : assemblez plutôt quatre mots sans rapport.',
  ]
}

type Meter = (password: string, ownWords: string[]) => { score: number }
let meter: Promise<Meter> | undefined

/** The dictionaries weigh several megabytes: they are loaded when the first password is judged. */
function strengthMeter(): Promise<Meter> {
  meter ??= loadMeter()
  return meter
}

async function loadMeter(): Promise<Meter> {
  const [core, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ])
  const factory = new core.ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: { ...common.dictionary, ...french.dictionary },
  })
  return (password, ownWords) => factory.check(password, ownWords)
}
