import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import collectivite from '../../collectivite.ts'
import {
  AgentIntrouvable,
  createAgent,
  currentCode,
  dismissAgent,
  ROLES,
  renewAccess,
  signAgentOut,
} from '../features/agents/index.ts'
import { endSessionsFor, removeFacteursOf } from '../features/comptes/index.ts'
import { inTransaction } from '../platform/db/database.ts'
import { appendJournal } from '../platform/journal/journal.ts'
import { hashPassword } from '../platform/session/password.ts'
import { endEverySession } from '../platform/session/session-store.ts'
import { loadAssets } from './assets.ts'
import { caisseCommands } from './caisse-commands.ts'
import type { CliCommand, Values } from './cli-command.ts'
import { fichiersCommand } from './cli-fichiers.ts'
import { type Context, openCatalogue } from './context.ts'
import { writeApercu } from './courriels.ts'
import { journalCommands } from './journal-commands.ts'
import { peuplerCommand } from './peuplement/peupler-command.ts'
import { writeSecours } from './secours.tsx'

const text = (values: Values, name: string): string => {
  const value = values[name]
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`Il manque --${name}.`)
  return value.trim()
}

const createCommand: CliCommand = {
  resume: 'Ouvre un compte d’agent, et montre une seule fois son mot de passe et son code de démarrage.',
  usage:
    '--email A --prenom P --nom N --qualite Q --role instructeur|responsable|administrateur|regisseur --demarches a,b',
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
    const { motDePasse, hash, provisoireJusquA } = await drawPassword(context)
    const agent = {
      email: text(values, 'email'),
      prenom: text(values, 'prenom'),
      nom: text(values, 'nom'),
      qualite: text(values, 'qualite'),
      role,
      demarches,
      motDePasseHash: hash,
      provisoireJusquA,
    }
    const { totpUri } = await inTransaction(context.db, (tx) =>
      createAgent(tx, context, agent, context.clock.now()),
    )
    return [`Compte ouvert pour ${agent.email}.`, ...shownOnce(motDePasse, totpUri)]
  },
}

const renewCommand: CliCommand = {
  resume:
    'Donne un nouveau mot de passe et un nouveau code de démarrage à un agent qui les a perdus, ou qui revient. Vérifiez d’abord qui il est.',
  usage: 'ADRESSE',
  options: {},
  run: async (context, _values, [email = '']) => {
    const { motDePasse, ...password } = await drawPassword(context)
    const totpUri = await renewAccess(context, email, password).catch(unknownAgent)
    return [
      'C’est fait : ses sessions sont fermées, et ses clés d’accès retirées.',
      ...shownOnce(motDePasse, totpUri),
    ]
  },
}

const dismissCommand: CliCommand = {
  resume: 'Ferme le compte d’un agent qui est parti, et ses sessions.',
  usage: 'ADRESSE',
  options: {},
  run: async (context, _values, [email = '']) => {
    await dismissAgent(context, email).catch(unknownAgent)
    return ['C’est fait : ce compte n’ouvre plus.']
  },
}

const sessionsCommand: CliCommand = {
  resume: 'Déconnecte de tous ses appareils un usager ou un agent, ou tout le monde.',
  usage: 'ADRESSE | --toutes',
  options: { toutes: { type: 'boolean' } },
  run: async (context, values, [email]) => {
    if (values.toutes === true && email === undefined) {
      const fermees = await endSessionsOfAll(context)
      return [`Sessions fermées : ${fermees}.`]
    }
    if (email === undefined || values.toutes === true) throw new Error('Donnez une adresse, ou --toutes.')
    const [usager, agent] = [await endSessionsFor(context, email), await signAgentOut(context, email)]
    if (usager === undefined && agent === undefined) throw new Error('Aucun compte à cette adresse.')
    return [`Sessions fermées : ${(usager ?? 0) + (agent ?? 0)}.`]
  },
}

/** Every session there is, when they are no longer trusted. @returns how many */
function endSessionsOfAll({ db, clock }: Context): Promise<number> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const fermees = await endEverySession(tx, le)
    await appendJournal(tx, {
      le,
      acteur: { kind: 'systeme' },
      action: 'session.toutes-terminees',
      donnees: { fermees },
    })
    return fermees
  })
}

/** How long a password that an operator hands over opens. */
const PROVISOIRE_MS = 7 * 86_400_000

async function drawPassword({ clock }: Context) {
  const motDePasse = randomBytes(15).toString('base64url')
  const provisoireJusquA = new Date(clock.now().getTime() + PROVISOIRE_MS)
  return { motDePasse, hash: await hashPassword(motDePasse), provisoireJusquA }
}

const shownOnce = (motDePasse: string, totpUri: string): string[] => [
  `Mot de passe, pour sept jours : ${motDePasse}`,
  `À enregistrer dans l’application d’authentification : ${totpUri}`,
  'Ces deux lignes ne seront plus jamais montrées. À la première connexion, l’agent choisit son mot de passe.',
]

function unknownAgent(error: unknown): never {
  if (error instanceof AgentIntrouvable) throw new Error('Aucun agent à cette adresse.')
  throw error
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

const facteursCommand: CliCommand = {
  resume: 'Retire la deuxième étape d’un usager qui a tout perdu. Vérifiez d’abord qui il est.',
  usage: 'ADRESSE',
  options: {},
  run: async (context, _values, [email = '']) => {
    const retires = await removeFacteursOf(context, email)
    if (retires === undefined) throw new Error('Aucun espace à cette adresse.')
    if (retires === 0) return ['Cet espace n’a pas de deuxième étape : rien n’a changé.']
    return [`C’est fait (${retires}). Tous ses appareils sont déconnectés, et un message le lui dit.`]
  },
}

const apercuCommand: CliCommand = {
  resume: 'Écrit un exemple de chaque courriel, en texte et en HTML, avec une page qui les liste.',
  usage: '[--dossier ./courriels-apercu]   (sans --dossier : courriels-apercu dans DATA_DIR)',
  options: { dossier: { type: 'string' } },
  runAlone: async ({ root, here, dataDir, publicOrigin }, values) => {
    const dossier =
      values.dossier === undefined
        ? join(dataDir, 'courriels-apercu')
        : resolve(here, text(values, 'dossier'))
    const demarches = (await openCatalogue(root)).all().map(({ demarche }) => demarche)
    const nombre = await writeApercu({ collectivite, publicOrigin, demarches }, dossier)
    return [`${nombre} courriels écrits dans ${dossier}`, `À ouvrir : ${join(dossier, 'index.html')}`]
  },
}

const secoursCommand: CliCommand = {
  resume:
    'Écrit les pages servies quand la base, ou tout le portail, ne répond plus. La construction le fait déjà.',
  usage: '',
  options: {},
  runAlone: async ({ root }) => {
    const folder = join(root, 'dist/secours')
    const assetsFolder = join(root, 'dist/assets')
    const assets = await loadAssets(assetsFolder)
    const catalogue = await openCatalogue(root)
    await writeSecours({ catalogue, collectivite, assets, assetsFolder }, folder)
    return [`Pages de secours écrites dans ${folder}`]
  },
}

/** What an operator may do by hand. */
export const cliCommands = {
  'agents:create': createCommand,
  'agents:code': codeCommand,
  'agents:renouvelle': renewCommand,
  'agents:ferme': dismissCommand,
  'sessions:termine': sessionsCommand,
  'usagers:retire-facteurs': facteursCommand,
  'fichiers:rotation': fichiersCommand,
  'courriels:apercu': apercuCommand,
  'secours:ecris': secoursCommand,
  ...journalCommands,
  ...caisseCommands,
  'demonstration:peupler': peuplerCommand,
} as const satisfies Record<string, CliCommand>
