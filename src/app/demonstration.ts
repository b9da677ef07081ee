import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { v7 as uuidv7 } from 'uuid'
import { createAgent } from '../features/agents/index.ts'
import { insertUsager } from '../features/comptes/index.ts'
import { acceptInForce, GENERAL } from '../features/conditions/index.ts'
import { openExample } from '../features/sondage/index.ts'
import { inTransaction } from '../platform/db/database.ts'
import { hashPassword } from '../platform/session/password.ts'
import type { Context } from './context.ts'

export interface DemonstrationAccount {
  quoi: string
  email: string
  motDePasse: string
}

const WORDS = [
  'lavande',
  'vercors',
  'noisette',
  'belledonne',
  'rivière',
  'sentier',
  'marmotte',
  'gentiane',
  'clairière',
  'chamois',
  'fougère',
  'glacier',
]

const SONDAGE = {
  question: 'Avez-vous trouvé facilement la démarche que vous cherchiez ?',
  choix: ['Oui, tout de suite', 'Oui, en cherchant', 'Non', 'Je regardais seulement'],
} as const

/** Four words: long enough for the rules, easy to type in a demonstration. */
const passphrase = (): string => Array.from({ length: 4 }, () => WORDS[randomInt(WORDS.length)]).join('-')

/**
 * Fills an empty base with a family, two agents and a poll, whose passwords are drawn for this base and kept in a file beside
 * it. A base that holds anybody is left as it is.
 */
export async function seedDemonstration(context: Context, file: string): Promise<DemonstrationAccount[]> {
  const known = await readFile(file, 'utf8').catch(() => undefined)
  const anybody = await context.db.selectFrom('agent').select('id').limit(1).executeTakeFirst()
  // The file is written first: without anybody in the base, it tells of accounts that were never opened.
  if (anybody) return known ? (JSON.parse(known) as DemonstrationAccount[]) : []
  const accounts = {
    famille: { quoi: 'Famille', email: 'camille.martin@exemple.fr', motDePasse: passphrase() },
    instructeur: { quoi: 'Instructrice', email: 'agent@isere.example', motDePasse: passphrase() },
    responsable: { quoi: 'Responsable', email: 'responsable@isere.example', motDePasse: passphrase() },
  }
  const hashes = {
    famille: await hashPassword(accounts.famille.motDePasse),
    instructeur: await hashPassword(accounts.instructeur.motDePasse),
    responsable: await hashPassword(accounts.responsable.motDePasse),
  }
  const le = context.clock.now()
  const demarches = context.catalogue.all().map(({ demarche }) => demarche.slug)
  await writeFile(file, JSON.stringify(Object.values(accounts)), { mode: 0o600 })
  await inTransaction(context.db, async (tx) => {
    const famille = uuidv7()
    await insertUsager(tx, {
      id: famille,
      email: accounts.famille.email,
      emailNormalise: accounts.famille.email,
      prenom: 'Camille',
      nom: 'Martin',
      motDePasseHash: hashes.famille,
      le,
    })
    await acceptInForce(tx, famille, GENERAL, le)
    const common = { demarches, motDePasseHash: hashes.instructeur }
    await createAgent(
      tx,
      context,
      {
        ...common,
        email: accounts.instructeur.email,
        prenom: 'Inès',
        nom: 'Rolland',
        qualite: 'instructrice',
        role: 'instructeur',
      },
      le,
    )
    const responsable = await createAgent(
      tx,
      context,
      {
        ...common,
        email: accounts.responsable.email,
        prenom: 'Marc',
        nom: 'Vial',
        qualite: 'chef du service Éducation',
        role: 'responsable',
        motDePasseHash: hashes.responsable,
      },
      le,
    )
    await openExample(tx, { ...SONDAGE, agentId: responsable.id, le })
  })
  return Object.values(accounts)
}
