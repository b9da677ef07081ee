import { hash, verify } from '@node-rs/argon2'
import { passwordScore } from './password-strength.ts'
import { createTurnstile } from './turnstile.ts'
import { lowerWorkers } from './worker-priority.ts'

/** Argon2id (the library's number 2), 19 MiB, two passes, one lane (OWASP's floor). */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const AT_ONCE = 2
const MAX_WAITING = 50

const MIN_CHARACTERS = 12
const MAX_CHARACTERS = 128
const MIN_OWN_CHARACTERS = 8

/** What anybody would try here first (ASVS 6.1.2), beside the person's own words. */
const PLACE_WORDS =
  'espace personnel departement conseil departemental demarche service public connexion compte usager agent'.split(
    ' ',
  )

const inTurn = createTurnstile(AT_ONCE, MAX_WAITING)

/** Whether one more password would wait behind too many: to be asked before any other work is done for it. @throws TropDeMonde */
export const refuseCrowd = (): void => inTurn.refuse()

const normalise = (password: string): string => password.normalize('NFC')

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalise(password), COST))
}

/** A hash of nobody's password, so that an unknown address costs what a known one does. */
let nobody: Promise<string> | undefined

/** @param stored the hash of the account, undefined when there is none: the same work, and false */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hash(crypto.randomUUID(), COST)
  const dummy = await nobody
  lowerWorkers()
  // A character may take two places in a string: no password of MAX_CHARACTERS is cut.
  const bounded = normalise(password.slice(0, 2 * MAX_CHARACTERS))
  const right = await inTurn(() => verify(stored ?? dummy, bounded))
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
  const words = guessable(ownWords)
  if (restWithout(password, words) >= MIN_OWN_CHARACTERS && (await passwordScore(password, words)) >= 3)
    return []
  return [
    'Ce mot de passe est trop facile à deviner. Évitez votre nom, les suites et les mots courants seuls : assemblez plutôt quatre mots sans rapport.',
  ]
}

const guessable = (ownWords: readonly string[]): string[] =>
  [...PLACE_WORDS, ...ownWords]
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2)

/** How a new password stands while it is typed: what is missing, or how good it is. @throws TropDeMonde */
export async function describePassword(password: string, ownWords: readonly string[]): Promise<string> {
  const length = [...password].length
  if (length < MIN_CHARACTERS) {
    const missing = MIN_CHARACTERS - length
    return `Encore ${missing} caractère${missing > 1 ? 's' : ''} au moins.`
  }
  const [problem] = await judgePassword(password, ownWords)
  if (problem) return problem
  return (await passwordScore(password, guessable(ownWords))) === 4
    ? 'Excellent : ce mot de passe est très difficile à deviner.'
    : 'Bon : ce mot de passe est difficile à deviner.'
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** How many characters are left when the person's own words are taken away: zxcvbn counts two of them as a good start. */
function restWithout(password: string, words: readonly string[]): number {
  const longestFirst = words.map(fold).sort((a, b) => b.length - a.length)
  return [...longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), fold(password))].length
}
