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

const AGENTS = [
  {
    quoi: 'Instructrice',
    email: 'agent@isere.example',
    prenom: 'Inès',
    nom: 'Rolland',
    qualite: 'instructrice',
    role: 'instructeur',
  },
  {
    quoi: 'Responsable',
    email: 'responsable@isere.example',
    prenom: 'Marc',
    nom: 'Vial',
    qualite: 'chef du service Éducation',
    role: 'responsable',
  },
  {
    quoi: 'Administratrice',
    email: 'administration@isere.example',
    prenom: 'Salomé',
    nom: 'Perrin',
    qualite: 'administratrice du portail',
    role: 'administrateur',
  },
  {
    quoi: 'Régisseuse',
    email: 'regie@isere.example',
    prenom: 'Nadia',
    nom: 'Blanc',
    qualite: 'régisseuse de recettes',
    role: 'regisseur',
  },
  {
    quoi: 'Suppléant de la régie',
    email: 'suppleant@isere.example',
    prenom: 'Luc',
    nom: 'Garnier',
    qualite: 'mandataire suppléant de la régie de recettes',
    role: 'regisseur',
  },
] as const

/**
 * Fills an empty base with a family, an agent of each role and a poll; their passwords are drawn for this base and kept
 * in a file beside it. A base that holds anybody is left as it is.
 */
export async function seedDemonstration(context: Context, file: string): Promise<DemonstrationAccount[]> {
  const known = await readFile(file, 'utf8').catch(() => undefined)
  const anybody = await context.db.selectFrom('agent').select('id').limit(1).executeTakeFirst()
  // The file is written first: without anybody in the base, it tells of accounts that were never opened.
  if (anybody) return known ? (JSON.parse(known) as DemonstrationAccount[]) : []
  const famille = { quoi: 'Famille', email: 'camille.martin@exemple.fr', motDePasse: passphrase() }
  const agents = AGENTS.map((agent) => ({ ...agent, motDePasse: passphrase() }))
  const hashed = await Promise.all(agents.map(({ motDePasse }) => hashPassword(motDePasse)))
  const hashFamille = await hashPassword(famille.motDePasse)
  const accounts = [famille, ...agents].map(({ quoi, email, motDePasse }) => ({ quoi, email, motDePasse }))
  await writeFile(file, JSON.stringify(accounts), { mode: 0o600 })
  const le = context.clock.now()
  const demarches = context.catalogue.all().map(({ demarche }) => demarche.slug)
  await inTransaction(context.db, async (tx) => {
    const id = uuidv7()
    const { email } = famille
    const person = { prenom: 'Camille', nom: 'Martin', motDePasseHash: hashFamille }
    await insertUsager(tx, { id, email, emailNormalise: email, ...person, le })
    await acceptInForce(tx, id, GENERAL, le)
    for (const [rang, { quoi: _, motDePasse: __, ...agent }] of agents.entries()) {
      const motDePasseHash = hashed[rang] ?? ''
      const { id: agentId } = await createAgent(tx, context, { ...agent, demarches, motDePasseHash }, le)
      if (agent.role === 'administrateur') await openExample(tx, { ...SONDAGE, agentId, le })
    }
  })
  return accounts
}
