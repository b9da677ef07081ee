import { randomBytes } from 'node:crypto'
import type { ParseArgsOptionsConfig } from 'node:util'
import { createAgent, currentCode, ROLES } from '../features/agents/index.ts'
import { inTransaction } from '../platform/db/database.ts'
import { hashPassword } from '../platform/session/password.ts'
import type { Context } from './context.ts'

type Values = Readonly<Record<string, unknown>>

export interface CliCommand {
  /** What it does, in one line. */
  resume: string
  usage: string
  options: ParseArgsOptionsConfig
  /** @returns the lines to print */
  run(context: Context, values: Values, positionals: readonly string[]): Promise<string[]>
}

const text = (values: Values, name: string): string => {
  const value = values[name]
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`Il manque --${name}.`)
  return value.trim()
}

const createCommand: CliCommand = {
  resume: 'Ouvre un compte d’agent, et montre une seule fois son mot de passe et son code de démarrage.',
  usage:
    '--email A --prenom P --nom N --qualite Q --role instructeur|responsable|administrateur --demarches a,b',
  options: {
    email: { type: 'string' },
    prenom: { type: 'string' },
    nom: { type: 'string' },
    qualite: { type: 'string' },
    role: { type: 'string' },
    demarches: { type: 'string' },
  },
  run: async (context, values) => {
    const role = ROLES.find((one) => one === text(values, 'role'))
    if (!role) throw new Error(`--role doit être l’un de : ${ROLES.join(', ')}.`)
    const demarches = text(values, 'demarches').split(',')
    const inconnues = demarches.filter((slug) => !context.catalogue.find(slug))
    if (inconnues.length > 0) throw new Error(`Démarches inconnues : ${inconnues.join(', ')}.`)
    const motDePasse = randomBytes(15).toString('base64url')
    const motDePasseHash = await hashPassword(motDePasse)
    const agent = {
      email: text(values, 'email'),
      prenom: text(values, 'prenom'),
      nom: text(values, 'nom'),
      qualite: text(values, 'qualite'),
      role,
      demarches,
      motDePasseHash,
    }
    const { totpUri } = await inTransaction(context.db, (tx) =>
      createAgent(tx, context, agent, context.clock.now()),
    )
    return [
      `Compte ouvert pour ${agent.email}.`,
      `Mot de passe : ${motDePasse}`,
      `À enregistrer dans l’application d’authentification : ${totpUri}`,
      'Ces deux lignes ne seront plus jamais montrées.',
    ]
  },
}

const codeCommand: CliCommand = {
  resume: 'Donne le code à six chiffres du moment (pour la démonstration ou un dépannage).',
  usage: 'ADRESSE',
  options: {},
  run: async (context, _values, [email = '']) => {
    const code = await currentCode(context, email)
    if (!code) throw new Error('Aucun agent à cette adresse.')
    return [code]
  },
}

/** What an operator may do by hand. */
export const cliCommands = {
  'agents:create': createCommand,
  'agents:code': codeCommand,
} as const satisfies Record<string, CliCommand>
