import type { Db } from '../../../src/platform/db/database.ts'
import { SignedClient } from '../../support/signed-client.ts'
import { addUsagers, SECRET } from '../../support/usagers.ts'

/** Somebody at two browsers. */
export interface Foyer {
  usagerId: string
  navigateurs: readonly [SignedClient, SignedClient]
}

/** Opens accounts and signs each in twice. */
export async function openFoyers(db: Db, origin: string, count: number): Promise<Foyer[]> {
  const emails = Array.from({ length: count }, (_, rang) => `famille${rang}@exemple.fr`)
  const ids = await addUsagers(db, emails)
  const signIn = async (email: string): Promise<SignedClient> => {
    const client = new SignedClient(origin)
    const { status } = await client.signIn('/connexion', { email, motDePasse: SECRET })
    if (status !== 200) throw new Error(`not signed in: ${status}`)
    return client
  }
  const foyers: Foyer[] = []
  for (const [rang, email] of emails.entries())
    foyers.push({ usagerId: ids[rang] ?? '', navigateurs: [await signIn(email), await signIn(email)] })
  return foyers
}
