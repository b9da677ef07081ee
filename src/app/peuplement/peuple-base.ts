import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import pg from 'pg'
import collectivite from '../../../collectivite.ts'
import { createAgent } from '../../features/agents/index.ts'
import { GENERAL, numeroEnVigueur } from '../../features/conditions/index.ts'
import { modeleDe } from '../../features/decisions/index.ts'
import {
  computeDelaisHabituels,
  MEME_CAMPAGNE_JOURS,
  normaliseRecherche,
} from '../../features/demandes/index.ts'
import { countStatistiques } from '../../features/statistiques/index.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { sealJournal } from '../../platform/journal/seal-journal.ts'
import type { AgentRole } from '../../platform/session/actor.ts'
import { hashPassword } from '../../platform/session/password.ts'
import type { Context } from '../context.ts'
import { NOMS, PRENOMS } from './listes.ts'
import { DEMANDES, type Facteurs, FUNCTIONS, PERSONNES, PLAN, USAGERS } from './statements.ts'
import { ACTES, DECISIONS, JOURNAL, NOUVELLES } from './suites.ts'

export interface Peuplement {
  usagers: number
  demandes: number
  graine: number
  /** Password of every account that is made. */
  motDePasse: string
}

/** Nobody receives mail there (RFC 2606): an account elsewhere is somebody's. */
const RESERVEES = '(\\.example|@exemple\\.fr)$'
const MADE = '@demonstration.example'
const DEMARCHE = 'pack-rentree'
const AGENTS = 12

const STATEMENTS = [FUNCTIONS, PERSONNES, USAGERS, PLAN, DEMANDES, ACTES, DECISIONS, NOUVELLES, JOURNAL]

/** The base holds accounts that are not of a demonstration, or was filled already. */
export class BaseHabitee extends Error {
  readonly pourquoi: 'vrais-comptes' | 'deja-peuplee'

  constructor(pourquoi: BaseHabitee['pourquoi']) {
    super(pourquoi)
    this.pourquoi = pourquoi
  }
}

/**
 * Fills a base of demonstration with people who do not exist, three years of their demandes and the journal of it all,
 * drawn from a seed: all of it in one transaction, or nothing. Documents have no file. @throws BaseHabitee
 */
export async function peupleBase(context: Context, demande: Peuplement): Promise<void> {
  const client = new pg.Client({ connectionString: context.config.databaseUrl })
  await client.connect()
  try {
    await refuseInhabited(client)
    const agents = await openAgents(context, demande.motDePasse)
    await client.query(`set work_mem = '256MB'; set synchronous_commit = off; set jit = off; begin`)
    await client.query('set local role espace_application')
    await listTables(client, agents)
    const modele = await keepModele(client, context)
    const facteurs = await facteursOf(context, demande, modele)
    for (const statements of STATEMENTS) await client.query(filled(statements, facteurs))
    await client.query('commit')
    // Statistics and visibility, as a base that has lived has them.
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
  await sealJournal(context)
}

/** What the jobs of each night count, over the three years at once. */
export async function countPeuplement(context: Context): Promise<void> {
  await countStatistiques(context)
  await computeDelaisHabituels(context)
}

async function refuseInhabited(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ vrais: boolean; faits: boolean }>(
    `select exists (select from usager where email_normalise !~ $1)
        or exists (select from agent where email_normalise !~ $1) as vrais,
      exists (select from usager where email_normalise = $2) as faits`,
    [RESERVEES, `usager-1${MADE}`],
  )
  if (rows[0]?.vrais) throw new BaseHabitee('vrais-comptes')
  if (rows[0]?.faits) throw new BaseHabitee('deja-peuplee')
}

/** Twelve agents of the démarche: one manager, one administrator, ten who examine. @returns their ids */
async function openAgents(context: Context, motDePasse: string): Promise<string[]> {
  const motDePasseHash = await hashPassword(motDePasse)
  return inTransaction(context.db, async (tx) => {
    // A run that was stopped left them.
    const before = await tx
      .selectFrom('agent')
      .select('id')
      .where('email_normalise', 'like', `agent-%${MADE}`)
      .orderBy('id')
      .execute()
    const ids = before.map(({ id }) => id)
    for (let rang = ids.length; rang < AGENTS; rang += 1) {
      const role: AgentRole = (['responsable', 'administrateur'] as const)[rang] ?? 'instructeur'
      const agent = {
        email: `agent-${rang + 1}${MADE}`,
        prenom: PRENOMS[(rang * 11) % PRENOMS.length]?.[0] ?? '',
        nom: NOMS[(rang * 17) % NOMS.length] ?? '',
        qualite: 'instruction des demandes',
        role,
        demarches: [DEMARCHE],
        motDePasseHash,
      }
      ids.push((await createAgent(tx, context, agent, context.clock.now())).id)
    }
    return ids
  })
}

async function listTables(client: pg.Client, agents: readonly string[]): Promise<void> {
  const communes = await communesDuDepartement()
  await client.query(`create temp table agents (i int, id uuid) on commit drop;
    create temp table prenoms (i int, prenom text, net text, civilite text) on commit drop;
    create temp table noms (i int, nom text, net text) on commit drop;
    create temp table communes (i int, nom text, cp text) on commit drop`)
  const fill = (table: string, columns: readonly (readonly string[])[]): Promise<unknown> =>
    client.query(
      `insert into ${table} select (rang - 1)::int, ${columns.map((_, i) => (table === 'agents' ? `c${i}::uuid` : `c${i}`)).join(', ')}
        from rows from (${columns.map((_, i) => `unnest($${i + 1}::text[])`).join(', ')})
          with ordinality t(${columns.map((_, i) => `c${i}`).join(', ')}, rang)`,
      columns.map((column) => [...column]),
    )
  const prenoms = PRENOMS.map(([prenom]) => prenom)
  await fill('agents', [agents])
  await fill('prenoms', [prenoms, prenoms.map(normaliseRecherche), PRENOMS.map(([, civilite]) => civilite)])
  await fill('noms', [NOMS, NOMS.map(normaliseRecherche)])
  await fill('communes', [communes.map(({ nom }) => nom), communes.map(({ cp }) => cp)])
}

/** The communes of the département, most peopled first. */
async function communesDuDepartement(): Promise<{ nom: string; cp: string }[]> {
  const file = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json')
  const all = JSON.parse(await readFile(file, 'utf8')) as {
    nom: string
    departement?: string
    type: string
    codesPostaux?: string[]
    population?: number
  }[]
  // The postcode begins a line: « CS 41096 » is none.
  const [departement] = /^\d{2}(?=\d{3} )/m.exec(collectivite.adressePostale.join('\n')) ?? []
  return all
    .filter((one) => one.departement === departement && one.type === 'commune-actuelle')
    .sort((a, b) => (b.population ?? 0) - (a.population ?? 0))
    .flatMap(({ nom, codesPostaux: [cp] = [] }) => (cp ? [{ nom, cp }] : []))
}

/** The words of the decisions' documents, as the first of them would have kept them. @returns their version */
async function keepModele(client: pg.Client, { catalogue, clock }: Context): Promise<string> {
  const { version, contenu } = modeleDe(catalogue.get(DEMARCHE).demarche, collectivite)
  await client.query(
    `insert into modele_de_decision (demarche, version, contenu, enregistre_le) values ($1, $2, $3, $4)
      on conflict do nothing`,
    [DEMARCHE, version, JSON.stringify(contenu), clock.now()],
  )
  return version
}

async function facteursOf(
  { db, catalogue, clock }: Context,
  demande: Peuplement,
  modele: string,
): Promise<Facteurs> {
  const { demarche } = catalogue.get(DEMARCHE)
  return {
    GRAINE: demande.graine,
    USAGERS: demande.usagers,
    DEMANDES: demande.demandes,
    AGENTS,
    FIN: `${clock.now().toISOString().slice(0, 10)}T00:00:00Z`,
    MOTDEPASSE: await hashPassword(demande.motDePasse),
    DEMARCHE,
    PREFIXE: 'PR',
    VERSION: demarche.formulaire?.version ?? '1',
    GENERALES: await numeroEnVigueur(db, GENERAL),
    PARTICULIERES: await numeroEnVigueur(db, DEMARCHE),
    SILENCE: demarche.silence.mois,
    CAMPAGNE: MEME_CAMPAGNE_JOURS,
    MODELE: modele,
  }
}

const filled = (statements: string, facteurs: Facteurs): string =>
  statements.replace(/\$([A-Z]{2,})\b/g, (whole, name: string) =>
    Object.hasOwn(facteurs, name) ? String(facteurs[name as keyof Facteurs]) : whole,
  )
