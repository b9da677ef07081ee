import { v7 as uuidv7 } from 'uuid'
import { createTestClock, type TestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { Demarche } from '../../formulaire/demarche.ts'
import { makeReference } from '../../platform/reference/reference.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { isFinal, type Statut } from '../demandes/index.ts'
import type { LectureDeps } from '../echanges/index.ts'
import type { InstructionDeps } from './acte-d-agent.ts'
import { PACK, PAR_PARTIE } from './pack.fixture.ts'

const adressePostale = ['Service des aides', '1 place de la Preuve', '99999 Essai']

export function demarcheDEssai(slug: string, titre: string, effet: 'rejet' | 'acceptation'): Demarche {
  return {
    slug,
    titre,
    resume: titre,
    pourQui: [],
    ceQueCaDonne: [],
    duree: 'dix minutes',
    ouverture: { du: '2026-01-01', au: '2027-12-31' },
    contact: {
      service: 'Service des aides',
      adressePostale,
      telephone: '01 99 00 12 34',
      horaires: 'du lundi au vendredi',
      courriel: 'aides@essai.example',
    },
    papier: { adressePostale, consigne: '' },
    silence: { effet, mois: 2, source: '' },
    recours: {
      gracieux: 'Vous pouvez demander au Département de revoir sa décision.',
      contentieux: 'Vous pouvez aussi saisir le tribunal.',
      delaiMois: 2,
    },
    destinataires: [],
    conservation: 'Cinq ans après la décision.',
    finDeConservation: { annees: 5, visa: 'Visa d’essai' },
    formulaire: null,
  }
}

const DEMARCHES = [
  demarcheDEssai('aide', 'Aide à la rentrée', 'rejet'),
  demarcheDEssai('carte', 'Carte jeune', 'acceptation'),
  { ...demarcheDEssai('pack', 'Pack', 'rejet'), decisionParPartie: PAR_PARTIE },
]

interface NewDemande {
  statut?: Statut
  demarche?: string
  implicite?: string | null
  deposeeLe?: Date | string
  prenom?: string
  nom?: string
  beneficiaires?: string
  agentId?: string
  reference?: string
  reponses?: object
}

/** A counter on a real database: agents, demandes, and the dependencies of the use cases. */
export interface Comptoir {
  base: TestDatabase
  clock: TestClock
  deps: InstructionDeps & LectureDeps
  insertAgent(prenom: string, demarches: string[]): Promise<AgentActor>
  insertDemande(demande?: NewDemande): Promise<{ id: string; reference: string; email: string }>
  stateOf(id: string): ReturnType<typeof readState>
}

const NOW = '2026-11-23T09:00:00Z'

export async function createComptoir(): Promise<Comptoir> {
  const base = await createTestDatabase()
  const clock = createTestClock(NOW)
  const deps = {
    db: base.db,
    clock,
    reglesDEchange: { estFinal: isFinal, joursApresLaFin: 60 },
    publicOrigin: 'https://espace.essai.example',
    collectivite: collectiviteDEssai,
    mailIdentity: collectiviteDEssai,
    catalogue: {
      find: (slug: string) =>
        DEMARCHES.filter((demarche) => demarche.slug === slug).map((demarche) => ({ demarche }))[0],
    },
    findDefinition: async (_db: unknown, demarche: string, version: string) =>
      demarche === 'pack' ? PACK : { demarche, version, groupes: [], pages: [] },
  }
  let numero = 0
  return {
    base,
    clock,
    deps,
    insertAgent: (prenom, demarches) => insertAgent(base, prenom, demarches),
    insertDemande: (demande = {}) => {
      numero += 1
      return insertDemande(base, numero, clock.now(), demande)
    },
    stateOf: (id) => readState(base, id),
  }
}

async function insertAgent(base: TestDatabase, prenom: string, demarches: string[]): Promise<AgentActor> {
  const id = uuidv7()
  const email = `${prenom}@essai.example`.toLowerCase()
  await base.db
    .insertInto('agent')
    .values({
      id,
      email,
      email_normalise: email,
      mot_de_passe: 'x',
      mot_de_passe_le: NOW,
      prenom,
      nom: 'Martin',
      qualite: 'gestionnaire des aides',
      role: 'instructeur',
      totp_chiffre: Buffer.from('x'),
      cree_le: NOW,
    })
    .execute()
  return {
    kind: 'agent',
    agentId: id,
    sessionId: uuidv7(),
    role: 'instructeur',
    demarches,
    nomAffiche: prenom,
  }
}

async function insertDemande(base: TestDatabase, numero: number, now: Date, given: NewDemande) {
  const id = uuidv7()
  const usagerId = uuidv7()
  const reference = given.reference ?? makeReference(given.demarche ?? 'aide', 2026)
  const email = `usager${numero}@essai.example`
  const { statut = 'deposee', prenom = 'Élodie', nom = 'Dupont', deposeeLe = now } = given
  await base.db
    .insertInto('usager')
    .values({
      id: usagerId,
      email,
      email_normalise: email,
      mot_de_passe: 'x',
      mot_de_passe_le: now,
      prenom,
      nom,
      cree_le: now,
    })
    .execute()
  await base.db
    .insertInto('demande')
    .values({
      id,
      reference,
      usager_id: usagerId,
      demarche: given.demarche ?? 'aide',
      definition_version: '1',
      conditions_generales_version: 1,
      conditions_version: 1,
      reponses: JSON.stringify(
        given.reponses ?? { racine: { nom: '<script>alert(1)</script>' }, groupes: {} },
      ),
      beneficiaires: given.beneficiaires ?? 'elodie dupont',
      deposee_le: deposeeLe,
      statut,
      statut_depuis: deposeeLe,
      decision_implicite_le: given.implicite === undefined ? '2027-01-23' : given.implicite,
      agent_id: given.agentId ?? null,
    })
    .execute()
  return { id, reference, email }
}

async function readState(base: TestDatabase, id: string) {
  const { db } = base
  const [demande, complements, decisions, journal, courriels, notifications] = await Promise.all([
    db.selectFrom('demande').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    db.selectFrom('complement').selectAll().where('demande_id', '=', id).execute(),
    db.selectFrom('decision').selectAll().where('demande_id', '=', id).execute(),
    db
      .selectFrom('journal')
      .select(['action', 'donnees', 'acteur_id'])
      .where('demande_id', '=', id)
      .execute(),
    db.selectFrom('courriel').selectAll().where('demande_id', '=', id).execute(),
    db.selectFrom('notification').select(['genre', 'usager_id']).where('demande_id', '=', id).execute(),
  ])
  return { demande, complements, decisions, journal, courriels, notifications }
}
