import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anonymatOf } from '../../src/features/agents/anonymat.query.ts'
import { anonymiseAgent, nameAgentAgain } from '../../src/features/agents/anonymise-agent.ts'
import { dismissAgent } from '../../src/features/agents/dismiss-agent.ts'
import { eraseAgents } from '../../src/features/agents/erase-agents.ts'
import { AgentIntrouvable } from '../../src/features/agents/refusals.ts'
import { decisionsAEcrire } from '../../src/features/decisions/decision-a-ecrire.query.ts'
import { createDecisionPdfs, DecideurAnonyme } from '../../src/features/decisions/index.ts'
import { lettresAPoster } from '../../src/features/decisions/lettres.query.ts'
import { demandeOf } from '../../src/features/demandes/demande.query.ts'
import { echangeDe } from '../../src/features/echanges/echange.query.ts'
import { findDemande } from '../../src/features/echanges/find-demande.ts'
import { modeleRempli } from '../../src/features/echanges/modeles.query.ts'
import { acceptDemande } from '../../src/features/instruction/accept-demande.ts'
import { type Comptoir, createComptoir } from '../../src/features/instruction/comptoir.fixture.ts'
import { refuseDemande } from '../../src/features/instruction/refuse-demande.ts'
import type { AgentActor, UsagerActor } from '../../src/platform/session/actor.ts'
import { usagerActor } from '../support/demandes.ts'

const MOTIF = 'Menaces reçues le 3 novembre, plainte déposée.'
const MOTIFS = 'Article 3 du règlement : le collège est hors du département.'

let comptoir: Comptoir
let agent: AgentActor
let administrateur: AgentActor
beforeAll(async () => {
  comptoir = await createComptoir()
  administrateur = { ...(await comptoir.insertAgent('Alix', [])), role: 'administrateur' }
})
afterAll(() => comptoir.base.drop())
beforeEach(() => comptoir.clock.set('2026-11-23T09:00:00Z'))

const pdfText = (content: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: content, encoding: 'utf8' }).replace(/\s+/g, ' ')

let agents = 0
async function demandeRefusee() {
  agents += 1
  agent = await comptoir.insertAgent(`Camille${agents}`, ['aide'])
  const demande = await comptoir.insertDemande({ statut: 'en_instruction' })
  const { deps } = comptoir
  await refuseDemande(deps, agent, { reference: demande.reference, revisionVue: 1, motivation: MOTIFS })
  await comptoir.base.db
    .insertInto('message')
    .values({
      ...{
        id: crypto.randomUUID(),
        demande_id: demande.id,
        demarche: 'aide',
        auteur: 'agent',
        agent_id: agent.agentId,
      },
      ...{ texte: 'Bonjour', cree_le: comptoir.clock.now(), envoye_le: comptoir.clock.now() },
    })
    .execute()
  const { demande: row } = await comptoir.stateOf(demande.id)
  return { ...demande, usager: usagerActor(row.usager_id ?? '') }
}

/** Everything that the person, or a colleague, reads of who the agent is. */
async function read({ id, reference, usager }: { id: string; reference: string; usager: UsagerActor }) {
  const { deps, base } = comptoir
  const decision = await base.db
    .selectFrom('decision')
    .select('id')
    .where('demande_id', '=', id)
    .executeTakeFirstOrThrow()
  const [ecrite] = await decisionsAEcrire(base.db, [decision.id], 'public')
  const messages = async (lecteur: UsagerActor | AgentActor) =>
    (await echangeDe(deps, lecteur, reference)).messages.map(({ par }) => par)
  return {
    page: (await demandeOf(base.db, usager.usagerId, reference)).decision?.prisePar,
    document: ecrite?.qui.decideur,
    aLUsager: await messages(usager),
    auxCollegues: await messages(agent),
  }
}

test('the public reads a number in the place of the name, for the past too; colleagues read the name', async () => {
  const { deps, base } = comptoir
  const demande = await demandeRefusee()
  const nom = `Camille${agents} Martin, gestionnaire des aides`
  expect(await read(demande)).toMatchObject({ page: nom, aLUsager: [nom], auxCollegues: [nom] })
  expect(await anonymiseAgent(deps, administrateur, agent.agentId, 'trop court')).toContain('20 caractères')
  expect(await anonymiseAgent(deps, administrateur, agent.agentId, MOTIF)).toBeUndefined()
  const { anonymat } = await anonymatOf(base.db, agent.agentId)
  expect(anonymat).toMatchObject({ motif: MOTIF, par: 'Alix Martin' })
  await anonymiseAgent(deps, administrateur, agent.agentId, `${MOTIF} Encore.`)
  expect((await anonymatOf(base.db, agent.agentId)).anonymat, 'the first number stays').toEqual(anonymat)
  const public_ = `Agent n°\u00a0${anonymat?.numero}, gestionnaire des aides`
  const anonyme = await read(demande)
  expect(anonyme).toMatchObject({ page: public_, aLUsager: [public_], auxCollegues: [nom] })
  expect(anonyme.document).toEqual({
    ...{ prenom: 'Agent', nom: `n°\u00a0${anonymat?.numero}`, qualite: 'gestionnaire des aides' },
  })
  await nameAgentAgain(deps, administrateur, agent.agentId)
  expect(await read(demande)).toMatchObject({ page: nom, aLUsager: [nom] })
  const lines = await base.db
    .selectFrom('journal')
    .select(['action', 'acteur_id', 'donnees'])
    .where('objet_id', '=', agent.agentId)
    .orderBy('id')
    .execute()
  const par = { acteur_id: administrateur.agentId, donnees: {} }
  expect(lines, 'the reason is not in the journal').toEqual([
    { action: 'agent.anonymise', ...par },
    { action: 'agent.nomme', ...par },
  ])
  await expect(anonymiseAgent(deps, administrateur, crypto.randomUUID(), MOTIF)).rejects.toThrow(
    AgentIntrouvable,
  )
})

test('a template that an anonymous agent inserts gives their number, not their name', async () => {
  const { deps, base } = comptoir
  const { reference } = await demandeRefusee()
  const modeleId = crypto.randomUUID()
  await base.db
    .insertInto('modele_de_message')
    .values({
      ...{ id: modeleId, demarche: 'aide', nom: modeleId, texte: 'Bonjour {prenom}. {agent}' },
      ...{ modifie_le: comptoir.clock.now(), modifie_par: agent.agentId },
    })
    .execute()
  const rempli = async () =>
    modeleRempli(base.db, agent, await findDemande(base.db, agent, reference), {
      ...{ modeleId, demarche: 'Aide' },
    })
  expect(await rempli()).toBe(`Bonjour Élodie. Camille${agents} Martin`)
  await anonymiseAgent(deps, administrateur, agent.agentId, MOTIF)
  const { anonymat } = await anonymatOf(base.db, agent.agentId)
  expect(await rempli()).toBe(`Bonjour Élodie. Agent n°\u00a0${anonymat?.numero}`)
})

test('a decision whose author became a number: the service keeps an original to sign, the person reads a copy', async () => {
  const { deps, base } = comptoir
  const { id } = await demandeRefusee()
  const { decisions } = await comptoir.stateOf(id)
  const decisionId = decisions[0]?.id ?? ''
  const pdfs = createDecisionPdfs(deps)
  const nom = `Camille${agents} Martin`
  const aPoster = async () =>
    (await lettresAPoster(base.db, agent, '')).lettres.find((lettre) => lettre.id === decisionId)?.anonyme
  const lettre = pdfText(await pdfs.lettres([decisionId]))
  expect([lettre.includes(nom), await aPoster()]).toEqual([true, false])
  const numeros: string[] = []
  for (let times = 0; times < 2; times += 1) {
    await anonymiseAgent(deps, administrateur, agent.agentId, MOTIF)
    const { anonymat } = await anonymatOf(base.db, agent.agentId)
    numeros.push(anonymat?.numero ?? '')
    const copies = [await pdfs.document(decisionId, 'public'), await pdfs.lettres([decisionId])].map(pdfText)
    for (const copie of copies) {
      expect(copie).toContain('Ampliation')
      expect(copie, 'the number of today').toContain(anonymat?.numero)
      expect(copie).not.toContain('Camille')
    }
    const original = pdfText(await pdfs.document(decisionId, 'original'))
    expect(original).toContain(nom)
    expect(original).toMatch(/ne l’envoyez pas.*faites-le signer/s)
    expect(original).not.toMatch(/Ampliation :/)
    expect(await aPoster()).toBe(true)
    await nameAgentAgain(deps, administrateur, agent.agentId)
  }
  expect(numeros[0]).not.toBe(numeros[1])
  expect(pdfText(await pdfs.document(decisionId, 'original'))).not.toContain('ne l’envoyez pas')
})

test('an anonymous agent takes no decision: it bears the name of its author (CRPA L212-1)', async () => {
  const { deps } = comptoir
  await demandeRefusee()
  await anonymiseAgent(deps, administrateur, agent.agentId, MOTIF)
  const { id, reference } = await comptoir.insertDemande({ statut: 'en_instruction' })
  await expect(acceptDemande(deps, agent, { reference, revisionVue: 1, motivation: '' })).rejects.toThrow(
    DecideurAnonyme,
  )
  expect((await comptoir.stateOf(id)).demande.statut).toBe('en_instruction')
})

test('an agent who left: what they signed in with goes after a year, their name with the last demande that shows it', async () => {
  const { deps, base, clock } = comptoir
  const { id } = await demandeRefusee()
  const row = () =>
    base.db
      .selectFrom('agent')
      .select(['prenom', 'nom', 'email'])
      .where('id', '=', agent.agentId)
      .executeTakeFirstOrThrow()
  const avant = await row()
  await dismissAgent(deps, avant.email)
  clock.set('2027-11-22T09:00:00Z')
  await eraseAgents(deps)
  expect(await row(), 'before a year').toEqual(avant)
  clock.set('2027-11-24T09:00:00Z')
  await eraseAgents(deps)
  expect(await row()).toEqual({ ...avant, email: `efface-${agent.agentId}` })
  // The demande goes, by the only way there is.
  await base.db
    .insertInto('fin_de_conservation')
    .values({ demande_id: id, echeance: '2027-11-20', annoncee_le: clock.now() })
    .execute()
  await base.db
    .selectNoFrom((eb) => eb.fn('efface_demande', [eb.val(id), eb.val('2027-11-24')]).as('fichiers'))
    .execute()
  await eraseAgents(deps)
  expect(await row()).toEqual({ prenom: 'Ancien', nom: 'agent', email: `efface-${agent.agentId}` })
})
