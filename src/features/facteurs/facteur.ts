/** Whose factors: a citizen or an agent. */
export interface Titulaire {
  kind: 'usager' | 'agent'
  id: string
}

export interface Cle {
  /** Credential id, base64url. */
  id: string
  /** What the person calls it. */
  nom: string
  creeLe: Date
  utiliseeLe: Date | null
}

export interface Facteurs {
  cles: Cle[]
  /** An authenticator application is registered. */
  application: boolean
  /** Recovery codes that have not served. */
  codesRestants: number
}

/** What is answered to a challenge; the first that is not empty counts. */
export interface Reponse {
  /** The JSON of a passkey's assertion. */
  cle: string
  /** A code of the application. */
  code: string
  /** A recovery code. */
  secours: string
}

export type Moyen = 'cle' | 'application' | 'secours'

export const MAX_CLES = 10
const NOM_MAX = 60

/** The name of a key as it is kept: never empty, no control character. */
export const nomDeCle = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, NOM_MAX)
    .trim() || 'Ma clé d’accès'

export const hasFacteur = ({ cles, application }: Facteurs): boolean => cles.length > 0 || application

/** What is copied by hand is read by fours. */
export const byFours = (text: string): string[] => text.match(/.{1,4}/g) ?? []
