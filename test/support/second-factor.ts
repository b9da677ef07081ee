import { codeAt } from '../../src/platform/session/totp.ts'
import { SoftwareAuthenticator } from './authenticator.ts'
import type { TestClock } from './clock.ts'
import { hidden } from './hidden.ts'
import { MOT_DE_PASSE, type Portal } from './portal.ts'
import type { Answer, SignedClient } from './signed-client.ts'

/** Where a citizen keeps the factors, and where the second step of a sign-in is sent. */
export const ICI = '/espace/compte/verification'
export const ETAPE = '/connexion/verification'

export const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
export const optionsIn = (page: Answer, data: 'creation' | 'connexion'): string =>
  (new RegExp(`data-cle-${data}="([^"]*)"`).exec(page.text)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
export const codesIn = (page: Answer): string[] =>
  [...page.text.matchAll(/>([0-9a-z]{4}(?:-[0-9a-z]{4}){5})</g)].map(([, code = '']) => code)
export const secretIn = (page: Answer): string => /secret=([A-Z2-7]+)/.exec(page.text)?.[1] ?? ''

function base32(text: string): number[] {
  const bits = [...text]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
}

/** A sign-in whose password was given: what the browser has on screen. */
export interface Step {
  client: SignedClient
  page: Answer
  epreuve: string
}

/** A person with an authenticator, and what they do with it. */
export class Holder {
  readonly key: SoftwareAuthenticator
  readonly portal: Portal
  readonly email: string
  /** The session that the factors are changed from. */
  readonly here: SignedClient

  constructor(portal: Portal, email: string, here: SignedClient) {
    this.portal = portal
    this.email = email
    this.here = here
    this.key = new SoftwareAuthenticator(portal.origin)
  }

  async makeCle(where = ICI, nom = 'Mon téléphone'): Promise<Answer> {
    const page = await this.here.post(`${where}/cle`, { nom })
    const cle = this.key.create(optionsIn(page, 'creation'))
    return this.here.post(`${where}/cle/confirmation`, { epreuve: hidden(page.text, 'epreuve'), nom, cle })
  }

  /** @returns the secret of the application that was added, and the answer to its confirmation */
  async makeApplication(clock: TestClock): Promise<{ secret: Buffer; added: Answer }> {
    const page = await this.here.post(`${ICI}/application`)
    const secret = Buffer.from(base32(secretIn(page)))
    const fields = { epreuve: hidden(page.text, 'epreuve'), code: codeAt(secret, clock.now()) }
    return { secret, added: await this.here.post(`${ICI}/application/confirmation`, fields) }
  }

  /** The right password, from a browser of its own. */
  async firstStep(fields: Record<string, string> = {}, path = '/connexion'): Promise<Step> {
    const client = this.portal.client()
    const page = await client.post(path, { email: this.email, motDePasse: MOT_DE_PASSE, ...fields })
    return { client, page, epreuve: hidden(page.text, 'epreuve') }
  }

  /** The answer of this person's key to a second step. */
  withKey(step: Step): Promise<Answer> {
    return answer(step, { cle: this.key.get(optionsIn(step.page, 'connexion')) })
  }
}

/** Answers the second step, and keeps the session if one is opened. */
export const answer = (
  { client, epreuve }: Step,
  fields: Record<string, string>,
  path = ETAPE,
): Promise<Answer> => client.signIn(path, { epreuve, ...fields })
