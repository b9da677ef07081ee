import { v7 as uuidv7 } from 'uuid'
// Not the feature's door: that one also opens its pages, which Node cannot read uncompiled (npm run bench).
import { insertUsager } from '../../src/features/comptes/compte-store.ts'
import { GENERAL } from '../../src/features/conditions/texte.ts'
import { acceptInForce } from '../../src/features/conditions/version-store.ts'
import { type Db, inTransaction } from '../../src/platform/db/database.ts'
import { hashPassword } from '../../src/platform/session/password.ts'

/** The password of every account that `addUsagers` opens. */
export const SECRET = 'lavande-vercors-noisette-42'

/** Opens accounts straight in a base, as if each address had been confirmed. @returns their ids, in order */
export async function addUsagers(db: Db, emails: readonly string[]): Promise<string[]> {
  const motDePasseHash = await hashPassword(SECRET)
  const le = new Date()
  return inTransaction(db, async (tx) => {
    const ids: string[] = []
    for (const email of emails) {
      const id = uuidv7()
      await insertUsager(tx, {
        id,
        email,
        emailNormalise: email,
        prenom: 'Camille',
        nom: 'Martin',
        motDePasseHash,
        le,
      })
      await acceptInForce(tx, id, GENERAL, le)
      ids.push(id)
    }
    return ids
  })
}
