import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AgentActor } from '../../platform/session/actor.ts'
import {
  ActeImpossible,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
  isAllowed,
  STATUTS,
  type Statut,
} from '../demandes/index.ts'
import { acceptDemande } from './accept-demande.ts'
import type { InstructionDeps } from './acte-d-agent.ts'
import { ACTES_D_AGENT, type ActeDAgent } from './actes-labels.ts'
import { closeDemande } from './close-demande.ts'
import { type Comptoir, createComptoir } from './comptoir.fixture.ts'
import { AcceptationImpliciteNee } from './refusals.ts'
import { refuseDemande } from './refuse-demande.ts'
import { requestComplement } from './request-complement.ts'
import { takeDemande } from './take-demande.ts'

const MOTIFS = 'Article 3 du règlement : le collège est hors du département.'

let comptoir: Comptoir
let deps: InstructionDeps
let agent: AgentActor
let autre: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  deps = comptoir.deps
  agent = await comptoir.insertAgent('Camille', ['aide', 'carte'])
  autre = await comptoir.insertAgent('Dominique', ['aide'])
})
afterAll(() => comptoir.base.drop())
beforeEach(() => comptoir.clock.set('2026-11-23T09:00:00Z'))

const stateOf = (id: string) => comptoir.stateOf(id)

async function insertDemande(statut: Statut, demarche = 'aide') {
  const inserted = await comptoir.insertDemande({ statut, demarche })
  if (statut === 'a_completer') await insertComplement(inserted.id)
  return inserted
}

const insertComplement = (demandeId: string) =>
  comptoir.base.db
    .insertInto('complement')
    .values({
      id: uuidv7(),
      demande_id: demandeId,
      agent_id: agent.agentId,
      demande_le: comptoir.clock.now(),
      echeance: '2026-12-23',
      message: '',
      elements: '["RIB"]',
      effet: 'suspend',
    })
    .execute()

/** Each act with a form that is right. */
const DO = {
  'prendre-en-charge': (qui, acte) => takeDemande(deps, qui, acte),
  'demander-complement': (qui, acte) =>
    requestComplement(deps, qui, {
      ...acte,
      saisie: { elements: 'RIB\nCertificat', echeance: '2026-12-23', message: 'Merci' },
    }),
  accepter: (qui, acte) => acceptDemande(deps, qui, { ...acte, motivation: '' }),
  refuser: (qui, acte) => refuseDemande(deps, qui, { ...acte, motivation: MOTIFS }),
  'classer-sans-suite': (qui, acte) => closeDemande(deps, qui, { ...acte, motivation: MOTIFS }),
} satisfies Record<
  ActeDAgent,
  (qui: AgentActor, acte: { reference: string; revisionVue: number }) => Promise<unknown>
>

const START = {
  'prendre-en-charge': 'deposee',
  'demander-complement': 'en_instruction',
  accepter: 'en_instruction',
  refuser: 'en_instruction',
  'classer-sans-suite': 'deposee',
} as const satisfies Record<ActeDAgent, Statut>

describe('each act changes everything at once', () => {
  test.each([
    ['prendre-en-charge', 'en_instruction', 'demande.prise-en-charge', null, 'demande.prise-en-charge'],
    [
      'demander-complement',
      'a_completer',
      'demande.complement-demande',
      'complement-demande',
      'complement.demande',
    ],
    ['accepter', 'acceptee', 'demande.acceptee', 'decision', 'decision.prise'],
    ['refuser', 'refusee', 'demande.refusee', 'decision', 'decision.prise'],
    ['classer-sans-suite', 'sans_suite', 'demande.classee-sans-suite', 'decision', 'decision.prise'],
  ] as const)('%s', async (acte, statut, action, modele, genre) => {
    const { id, reference, email } = await insertDemande(START[acte])
    await DO[acte](agent, { reference, revisionVue: 1 })
    const after = await stateOf(id)
    expect(after.demande).toMatchObject({ statut, revision: 2, statut_depuis: comptoir.clock.now() })
    expect(after.journal).toMatchObject([{ action, acteur_id: agent.agentId }])
    expect(after.notifications).toEqual([{ genre, usager_id: after.demande.usager_id }])
    // What waits for the mail that groups the news has none of its own.
    expect(after.courriels).toMatchObject(modele ? [{ modele, destinataire: email }] : [])
    for (const { sujet } of after.courriels) expect(sujet).toContain(reference)
  })

  test('taking in charge gives the demande to the agent', async () => {
    const { id, reference } = await insertDemande('deposee')
    await takeDemande(deps, agent, { reference, revisionVue: 1 })
    expect((await stateOf(id)).demande.agent_id).toBe(agent.agentId)
  })

  test('a decision keeps who, why and when, and closes the complement that was waited for', async () => {
    const { id, reference } = await insertDemande('a_completer')
    await refuseDemande(deps, agent, { reference, revisionVue: 1, motivation: ` ${MOTIFS}\r\n ` })
    const after = await stateOf(id)
    expect(after.decisions).toMatchObject([
      { sens: 'refusee', motivation: MOTIFS, agent_id: agent.agentId, prise_le: comptoir.clock.now() },
    ])
    expect(after.complements.map(({ clos_le }) => clos_le)).toEqual([comptoir.clock.now()])
    expect(after.demande.decision_implicite_le).toBeNull()
    expect(after.journal[0]?.donnees).toEqual({ decisionImpliciteAvant: '2027-01-23' })
  })
})

describe('the clock of silence (CRPA L114-5)', () => {
  test.each([
    ['aide', 'suspend'],
    ['carte', 'recommence'],
  ])('%s: %s', async (demarche, effet) => {
    const { id, reference } = await insertDemande('en_instruction', demarche)
    await DO['demander-complement'](agent, { reference, revisionVue: 1 })
    const { demande, complements, journal } = await stateOf(id)
    expect(demande.decision_implicite_le).toBeNull()
    expect(complements).toMatchObject([{ effet, echeance: '2026-12-23', message: 'Merci', clos_le: null }])
    expect(complements[0]?.elements).toEqual([
      { libelle: 'RIB', nature: 'document', bloquant: true },
      { libelle: 'Certificat', nature: 'document', bloquant: true },
    ])
    expect(journal[0]?.donnees).toMatchObject({ effet, decisionImpliciteAvant: '2027-01-23' })
  })

  test('what is not indispensable stops neither the clock nor the examination (L114-5-1)', async () => {
    const { id, reference } = await insertDemande('en_instruction')
    const saisie = { elements: '', utiles: 'Une photo', echeance: '2026-12-23', message: '' }
    await requestComplement(deps, agent, { reference, revisionVue: 1, saisie })
    const { demande, complements, courriels } = await stateOf(id)
    expect(demande).toMatchObject({
      statut: 'en_instruction',
      decision_implicite_le: '2027-01-23',
      revision: 2,
    })
    expect(complements).toMatchObject([{ effet: 'aucun', clos_le: null }])
    expect(courriels[0]?.texte).toContain('L’examen de votre demande')
    await acceptDemande(deps, agent, { reference, revisionVue: 2, motivation: '' })
    expect((await stateOf(id)).demande.statut).toBe('acceptee')
  })

  test('what was left open is asked again with the next complement, with the documents that wait for it', async () => {
    const { id, reference } = await insertDemande('en_instruction')
    const saisie = { elements: '', utiles: 'Une photo', echeance: '2026-12-23', message: '' }
    await requestComplement(deps, agent, { reference, revisionVue: 1, saisie })
    await DO['demander-complement'](agent, { reference, revisionVue: 2 })
    const { complements } = await stateOf(id)
    const [first, second] = complements.toSorted((a, b) => Number(b.clos_le) - Number(a.clos_le))
    expect(first?.clos_le).toEqual(comptoir.clock.now())
    expect(second).toMatchObject({ clos_le: null, effet: 'suspend' })
    const asked = second?.elements as { libelle: string }[] | undefined
    expect(asked?.map(({ libelle }) => libelle)).toEqual(['RIB', 'Certificat', 'Une photo'])
  })

  test('once silence has rejected, a complement leaves the date of the law alone', async () => {
    comptoir.clock.set('2027-01-24T09:00:00Z')
    const { id, reference } = await insertDemande('en_instruction')
    const saisie = { elements: 'RIB', echeance: '2027-02-23', message: '' }
    await requestComplement(deps, agent, { reference, revisionVue: 1, saisie })
    const { demande, complements } = await stateOf(id)
    expect(demande).toMatchObject({ statut: 'a_completer', decision_implicite_le: '2027-01-23' })
    expect(complements).toMatchObject([{ effet: 'aucun' }])
  })

  test('once silence has accepted, only an acceptance remains possible', async () => {
    comptoir.clock.set('2027-01-24T09:00:00Z')
    const { id, reference } = await insertDemande('en_instruction', 'carte')
    await expect(DO.refuser(agent, { reference, revisionVue: 1 })).rejects.toThrow(AcceptationImpliciteNee)
    await expect(DO['classer-sans-suite'](agent, { reference, revisionVue: 1 })).rejects.toThrow(
      AcceptationImpliciteNee,
    )
    expect(await stateOf(id)).toMatchObject({
      decisions: [],
      journal: [],
      courriels: [],
      demande: { revision: 1 },
    })
    await DO.accepter(agent, { reference, revisionVue: 1 })
    expect((await stateOf(id)).demande.statut).toBe('acceptee')
  })

  test('once silence has rejected, an express refusal may still replace it', async () => {
    comptoir.clock.set('2027-01-24T09:00:00Z')
    const { id, reference } = await insertDemande('en_instruction', 'aide')
    await DO.refuser(agent, { reference, revisionVue: 1 })
    expect((await stateOf(id)).demande.statut).toBe('refusee')
  })
})

describe('refusals change nothing', () => {
  const impossible = ACTES_D_AGENT.flatMap((acte) =>
    STATUTS.filter((statut) => !isAllowed(acte, statut, 'agent')).map((statut) => ({ acte, statut })),
  )
  test.each(impossible)('$acte when $statut', async ({ acte, statut }) => {
    const { id, reference } = await insertDemande(statut)
    const before = await stateOf(id)
    await expect(DO[acte](agent, { reference, revisionVue: 1 })).rejects.toThrow(ActeImpossible)
    expect(await stateOf(id)).toEqual(before)
  })

  test.each(ACTES_D_AGENT)(
    '%s: a demande of a démarche that the agent was not given is not there',
    async (acte) => {
      const { id, reference } = await insertDemande(START[acte], 'carte')
      const before = await stateOf(id)
      await expect(DO[acte](autre, { reference, revisionVue: 1 })).rejects.toThrow(DemandeIntrouvable)
      await expect(DO[acte]({ ...autre, demarches: [] }, { reference, revisionVue: 1 })).rejects.toThrow(
        DemandeIntrouvable,
      )
      expect(await stateOf(id)).toEqual(before)
    },
  )

  test.each(ACTES_D_AGENT)('%s: on a page that is out of date', async (acte) => {
    const { id, reference } = await insertDemande(START[acte])
    const before = await stateOf(id)
    for (const revisionVue of [0, 2, -1]) {
      await expect(DO[acte](agent, { reference, revisionVue })).rejects.toThrow(DemandeModifieeEntreTemps)
    }
    expect(await stateOf(id)).toEqual(before)
  })

  test('a refusal or a closing without its reasons, a complement without list or with a past deadline', async () => {
    const { id, reference } = await insertDemande('en_instruction')
    const acte = { reference, revisionVue: 1 }
    const before = await stateOf(id)
    for (const motivation of ['', ' \n', 'Trop court.']) {
      expect(await refuseDemande(deps, agent, { ...acte, motivation })).toMatchObject([
        { champ: 'motivation' },
      ])
      expect(await closeDemande(deps, agent, { ...acte, motivation })).toMatchObject([
        { champ: 'motivation' },
      ])
    }
    const saisie = { elements: '', echeance: '2026-11-22', message: '' }
    expect(await requestComplement(deps, agent, { ...acte, saisie })).toMatchObject([
      { champ: 'elements' },
      { champ: 'echeance', message: expect.stringContaining('date à venir') },
    ])
    expect(await acceptDemande(deps, agent, { ...acte, motivation: 'x'.repeat(4001) })).toMatchObject([
      { champ: 'motivation' },
    ])
    expect(await stateOf(id)).toEqual(before)
  })
})

describe('two agents at once', () => {
  const rivals = ACTES_D_AGENT.flatMap((mien) =>
    ACTES_D_AGENT.filter((sien) => START[sien] === START[mien]).map((sien) => ({ mien, sien })),
  )
  test.each(rivals)('$mien against $sien: one wins, the person is told once', async ({ mien, sien }) => {
    const { id, reference } = await insertDemande(START[mien])
    const acte = { reference, revisionVue: 1 }
    const results = await Promise.allSettled([DO[mien](agent, acte), DO[sien](autre, acte)])
    const lost = results.filter((result) => result.status === 'rejected')
    expect(lost).toHaveLength(1)
    expect(lost[0]?.reason).toBeInstanceOf(DemandeModifieeEntreTemps)
    const after = await stateOf(id)
    expect(after.demande.revision).toBe(2)
    expect([after.journal.length, after.notifications.length]).toEqual([1, 1])
    expect(after.complements.length + after.decisions.length).toBeLessThanOrEqual(1)
  })
})

test.each(['accepter', 'refuser', 'classer-sans-suite'] as const)(
  '%s ends the opinions that are still awaited',
  async (acte) => {
    const { id, reference } = await insertDemande('en_instruction')
    await deps.db
      .insertInto('avis')
      .values({
        id: uuidv7(),
        demande_id: id,
        demandeur_id: agent.agentId,
        consulte_id: autre.agentId,
        question: 'Le quotient est-il le bon ?',
        pour_le: '2026-12-08',
        demande_le: deps.clock.now(),
      })
      .execute()
    await DO[acte](agent, { reference, revisionVue: 1 })
    const avis = await deps.db
      .selectFrom('avis')
      .select('retire_le')
      .where('demande_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(avis.retire_le).toEqual(deps.clock.now())
    expect((await stateOf(id)).journal.map(({ action }) => action)).toContain('avis.sans-objet')
  },
)
