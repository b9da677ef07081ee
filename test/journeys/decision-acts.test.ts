import { execFileSync } from 'node:child_process'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { correctDecision } from '../../src/features/decisions/correct-decision.ts'
import { decisionsOfDemande } from '../../src/features/decisions/decisions-de-demande.query.ts'
import {
  createConsultDecision,
  createDecisionPdfs,
  DecisionIntrouvable,
  decisionsJobs,
} from '../../src/features/decisions/index.ts'
import { lettresAPoster, lettresOfAgent } from '../../src/features/decisions/lettres.query.ts'
import { DecisionsPage } from '../../src/features/decisions/pages/decisions-page.tsx'
import { LettresPage } from '../../src/features/decisions/pages/lettres-page.tsx'
import { postLettres } from '../../src/features/decisions/post-lettres.ts'
import { withdrawDecision } from '../../src/features/decisions/withdraw-decision.ts'
import {
  ActeImpossible,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
} from '../../src/features/demandes/index.ts'
import { acceptDemande } from '../../src/features/instruction/accept-demande.ts'
import type { InstructionDeps } from '../../src/features/instruction/acte-d-agent.ts'
import { closeDemande } from '../../src/features/instruction/close-demande.ts'
import { type Comptoir, createComptoir } from '../../src/features/instruction/comptoir.fixture.ts'
import { decideParPartie } from '../../src/features/instruction/decide-par-partie.ts'
import { createLettresDActes } from '../../src/features/instruction/lettres-d-actes.ts'
import { REPONSES_DU_PACK } from '../../src/features/instruction/pack.fixture.ts'
import { refuseDemande } from '../../src/features/instruction/refuse-demande.ts'
import { writeLettre } from '../../src/features/instruction/write-lettre.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import type { AgentActor, UsagerActor } from '../../src/platform/session/actor.ts'

const MOTIFS = 'Article 3 du règlement : le collège est à moins de 3 km.'
const ILLEGALE = { fondement: 'illegale', motif: MOTIFS, contradictoire: 'oui' }
const EN_PARTIE = {
  'sens.0': 'refusee',
  'motivation.0': MOTIFS,
  'sens.1': 'acceptee',
  'detail.1': 'Carte envoyée chez vous.',
  'sens.2': 'acceptee',
}

let comptoir: Comptoir
let deps: InstructionDeps
let agent: AgentActor
let autre: AgentActor
let dAilleurs: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  deps = comptoir.deps
  agent = await comptoir.insertAgent('Camille', ['aide', 'pack'])
  autre = await comptoir.insertAgent('Dominique', ['aide', 'pack'])
  dAilleurs = await comptoir.insertAgent('Sacha', ['carte'])
})
afterAll(() => comptoir.base.drop())
beforeEach(() => comptoir.clock.set('2026-11-23T09:00:00Z'))

const pdfText = (content: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: content, encoding: 'utf8' }).replace(/\s+/g, ' ')
const lire = (typed: Record<string, string>) => (champ: string) => typed[champ] ?? ''
const insertPack = () =>
  comptoir.insertDemande({ demarche: 'pack', statut: 'en_instruction', reponses: REPONSES_DU_PACK })

async function stateOf(id: string) {
  const { db } = comptoir.base
  const [state, parties, notifications] = await Promise.all([
    comptoir.stateOf(id),
    db
      .selectFrom('decision_partie')
      .innerJoin('decision', 'decision.id', 'decision_id')
      .select([
        'decision_partie.nom',
        'libelle',
        'decision_partie.sens',
        'decision_partie.motivation',
        'detail',
      ])
      .where('demande_id', '=', id)
      .orderBy(['decision.rang', 'decision_partie.rang'])
      .execute(),
    db
      .selectFrom('notification_de_decision')
      .innerJoin('decision', 'decision.id', 'decision_id')
      .selectAll('notification_de_decision')
      .where('demande_id', '=', id)
      .orderBy('decision.rang')
      .execute(),
  ])
  return { ...state, parties, notifications }
}

/** A decided demande. @returns it, with who filed it */
async function decided(agrees = false) {
  const { id, reference } = await insertPack()
  const usagerId = (await comptoir.stateOf(id)).demande.usager_id ?? ''
  if (agrees) await agree(usagerId)
  await acceptDemande(deps, agent, { reference, revisionVue: 1, motivation: '' })
  const decisionId = (await comptoir.stateOf(id)).decisions[0]?.id ?? ''
  const acteur: UsagerActor = {
    kind: 'usager',
    acces: 'plein',
    usagerId,
    sessionId: usagerId,
    nomAffiche: '',
  }
  return { id, reference, decisionId, acteur }
}

const agree = (usagerId: string) =>
  comptoir.base.db
    .insertInto('accord_de_notification')
    .values({ usager_id: usagerId, accord: true, dit_le: comptoir.clock.now() })
    .execute()

describe('each part is decided', () => {
  test('accepted in part: a row for each option of each child, one decision, one mail', async () => {
    const { id, reference } = await insertPack()
    const acte = { reference, revisionVue: 1 }
    expect(await decideParPartie(deps, agent, { ...acte, lire: lire(EN_PARTIE) })).toEqual([])
    const after = await stateOf(id)
    expect(after.demande).toMatchObject({
      statut: 'acceptee_partiellement',
      revision: 2,
      decision_implicite_le: null,
    })
    expect(after.decisions).toMatchObject([{ rang: 1, nature: 'decision', sens: 'acceptee_partiellement' }])
    expect(after.parties.map((partie) => Object.values(partie))).toEqual([
      ['Léa Dupont', 'Transport scolaire', 'refusee', MOTIFS, ''],
      ['Léa Dupont', 'Carte jeune', 'acceptee', '', 'Carte envoyée chez vous.'],
      ['Noé Dupont', 'Carte jeune', 'acceptee', '', ''],
    ])
    expect(after.journal.map(({ action }) => action)).toEqual(['demande.acceptee-en-partie'])
    expect(after.courriels.map(({ modele }) => modele)).toEqual(['decision'])
    expect(after.courriels[0]?.texte).not.toMatch(/accord[ée]e|refus|Léa|partie/)
  })

  test.each([
    ['acceptee', 'acceptee', 'demande.acceptee'],
    ['refusee', 'refusee', 'demande.refusee'],
  ])('all %s: the demande is', async (sens, statut, action) => {
    const { id, reference } = await insertPack()
    const typed = Object.fromEntries(
      [0, 1, 2].flatMap((rang) => [
        [`sens.${rang}`, sens],
        [`motivation.${rang}`, MOTIFS],
      ]),
    )
    expect(await decideParPartie(deps, agent, { reference, revisionVue: 1, lire: lire(typed) })).toEqual([])
    const after = await stateOf(id)
    expect([after.demande.statut, after.journal[0]?.action]).toEqual([statut, action])
  })

  test('accepted or refused as a whole: every part is', async () => {
    const refused = await insertPack()
    await refuseDemande(deps, agent, { reference: refused.reference, revisionVue: 1, motivation: MOTIFS })
    expect((await stateOf(refused.id)).parties.map((p) => [p.sens, p.motivation])).toEqual(
      Array(3).fill(['refusee', MOTIFS]),
    )
    const closed = await insertPack()
    await closeDemande(deps, agent, { reference: closed.reference, revisionVue: 1, motivation: MOTIFS })
    expect((await stateOf(closed.id)).parties).toEqual([])
  })

  test('a form with errors, an agent of elsewhere, a démarche without parts: nothing is kept', async () => {
    const { id, reference } = await insertPack()
    const before = await stateOf(id)
    const acte = { reference, revisionVue: 1 }
    const faulty = { ...EN_PARTIE, 'motivation.0': 'Non.' }
    expect(await decideParPartie(deps, agent, { ...acte, lire: lire(faulty) })).toMatchObject([
      { champ: 'motivation.0' },
    ])
    const right = { ...acte, lire: lire(EN_PARTIE) }
    await expect(decideParPartie(deps, dAilleurs, right)).rejects.toThrow(DemandeIntrouvable)
    await expect(decideParPartie(deps, { ...agent, demarches: [] }, right)).rejects.toThrow(
      DemandeIntrouvable,
    )
    expect(await stateOf(id)).toEqual(before)
    const whole = await comptoir.insertDemande({ statut: 'en_instruction' })
    await expect(decideParPartie(deps, agent, { ...right, reference: whole.reference })).rejects.toThrow(
      DemandeIntrouvable,
    )
  })

  test('two agents at once: one decision, one mail, the other is told', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id, reference } = await insertPack()
      const acte = { reference, revisionVue: 1 }
      const results = await Promise.allSettled([
        decideParPartie(deps, agent, { ...acte, lire: lire(EN_PARTIE) }),
        refuseDemande(deps, autre, { ...acte, motivation: MOTIFS }),
      ])
      const lost = results.filter((result) => result.status === 'rejected')
      expect(lost.map(({ reason }) => reason instanceof DemandeModifieeEntreTemps)).toEqual([true])
      const after = await stateOf(id)
      expect([after.decisions.length, after.parties.length, after.notifications.length]).toEqual([1, 3, 1])
      expect([after.journal.length, after.courriels.length]).toEqual([1, 1])
    }
  })
})

describe('a decision is never rewritten', () => {
  test('the application may not change a row of it', async () => {
    const { decisionId } = await decided()
    await expect(
      comptoir.base.db
        .updateTable('decision')
        .set({ motivation: 'x' })
        .where('id', '=', decisionId)
        .execute(),
    ).rejects.toThrow('permission denied')
  })

  test('corrected: another row, the same outcome, one mail more', async () => {
    const { id, reference } = await insertPack()
    await decideParPartie(deps, agent, { reference, revisionVue: 1, lire: lire(EN_PARTIE) })
    const acte = { reference, revisionVue: 2 }
    const typed = {
      motif: 'Le nom du règlement était faux.',
      'motivation.0': `${MOTIFS} Corrigé.`,
      'detail.1': 'Carte envoyée chez vous.',
    }
    expect(await correctDecision(deps, agent, { ...acte, lire: lire(typed) })).toEqual([])
    const after = await stateOf(id)
    expect(after.demande).toMatchObject({ statut: 'acceptee_partiellement', revision: 3 })
    expect(after.decisions.map(({ rang, nature, sens }) => [rang, nature, sens])).toEqual([
      [1, 'decision', 'acceptee_partiellement'],
      [2, 'correction', 'acceptee_partiellement'],
    ])
    expect(
      after.parties.filter(({ sens }) => sens === 'refusee').map(({ motivation }) => motivation),
    ).toEqual([MOTIFS, `${MOTIFS} Corrigé.`])
    expect(after.journal.at(-1)?.action).toBe('demande.decision-corrigee')
    expect(after.courriels).toHaveLength(2)
  })

  test('a correction that corrects nothing, or without its reason, keeps nothing', async () => {
    const { id, reference } = await decided()
    const before = await stateOf(id)
    const acte = { reference, revisionVue: 2 }
    expect(await correctDecision(deps, agent, { ...acte, lire: lire({ motif: MOTIFS }) })).toMatchObject([
      { champ: 'motivation' },
    ])
    expect(
      await correctDecision(deps, agent, { ...acte, lire: lire({ motivation: 'Autre.' }) }),
    ).toMatchObject([{ champ: 'motif' }])
    await expect(correctDecision(deps, agent, { ...acte, revisionVue: 1, lire: lire({}) })).rejects.toThrow(
      DemandeModifieeEntreTemps,
    )
    await expect(correctDecision(deps, dAilleurs, { ...acte, lire: lire({}) })).rejects.toThrow(
      DemandeIntrouvable,
    )
    expect(await stateOf(id)).toEqual(before)
  })

  test('withdrawn: examined again, silence counts anew, then decided again', async () => {
    const { id, reference } = await decided()
    comptoir.clock.set('2026-12-10T09:00:00Z')
    expect(await withdrawDecision(deps, agent, { reference, revisionVue: 2, lire: lire(ILLEGALE) })).toEqual(
      [],
    )
    const after = await stateOf(id)
    expect(after.demande).toMatchObject({ statut: 'en_instruction', decision_implicite_le: '2027-02-11' })
    expect(after.decisions.at(-1)).toMatchObject({
      rang: 2,
      nature: 'retrait',
      sens: 'retiree',
      motif: MOTIFS,
      fondement: 'illegale',
    })
    expect(after.journal.at(-1)).toMatchObject({
      action: 'demande.decision-retiree',
      donnees: { fondement: 'illegale' },
    })
    expect(after.courriels).toHaveLength(2)
    await refuseDemande(deps, agent, { reference, revisionVue: 3, motivation: MOTIFS })
    const again = await stateOf(id)
    expect(again.decisions.map(({ rang, sens }) => [rang, sens])).toEqual([
      [1, 'acceptee'],
      [2, 'retiree'],
      [3, 'refusee'],
    ])
    expect(again.demande.statut).toBe('refusee')
  })

  test.each([
    ['no ground', { ...ILLEGALE, fondement: '' }, '2026-12-10', 'fondement'],
    ['no reason', { ...ILLEGALE, motif: 'Erreur.' }, '2026-12-10', 'motif'],
    ['the person was not heard', { ...ILLEGALE, contradictoire: '' }, '2026-12-10', 'contradictoire'],
    ['four months later', ILLEGALE, '2027-03-24', 'fondement'],
    ['a ground for refusals', { ...ILLEGALE, fondement: 'reexamen' }, '2026-12-10', 'fondement'],
  ])('not withdrawn: %s', async (_, typed, jour, champ) => {
    const { id, reference } = await decided()
    const before = await stateOf(id)
    comptoir.clock.set(`${jour}T09:00:00Z`)
    const erreurs = await withdrawDecision(deps, agent, { reference, revisionVue: 2, lire: lire(typed) })
    expect(erreurs.map((erreur) => erreur.champ)).toEqual([champ])
    expect(await stateOf(id)).toEqual(before)
  })

  test('a correction does not give four more months to withdraw', async () => {
    const { reference } = await decided()
    comptoir.clock.set('2027-03-20T09:00:00Z')
    const typed = { motif: MOTIFS, motivation: 'Précision.' }
    await correctDecision(deps, agent, { reference, revisionVue: 2, lire: lire(typed) })
    comptoir.clock.set('2027-03-24T09:00:00Z')
    const erreurs = await withdrawDecision(deps, agent, { reference, revisionVue: 3, lire: lire(ILLEGALE) })
    expect(erreurs).toMatchObject([{ champ: 'fondement', message: expect.stringContaining('23 mars 2027') }])
  })

  test('what was not decided is not withdrawn', async () => {
    const { reference } = await insertPack()
    await expect(
      withdrawDecision(deps, agent, { reference, revisionVue: 1, lire: lire(ILLEGALE) }),
    ).rejects.toThrow(ActeImpossible)
  })

  describe('born of silence', () => {
    const born = async () => {
      const found = await comptoir.insertDemande({
        demarche: 'aide',
        statut: 'acceptee',
        implicite: '2026-11-23',
      })
      await comptoir.base.db
        .insertInto('decision_implicite')
        .values({
          ...{ demande_id: found.id, sens: 'acceptation', nee_le: '2026-11-23' },
          constatee_le: '2026-11-24T01:00:00Z',
        })
        .execute()
      return found
    }

    test('an acceptance is withdrawn within four months of the day of the law, and has no words to correct', async () => {
      const { id, reference } = await born()
      const acte = { reference, revisionVue: 1, lire: lire(ILLEGALE) }
      comptoir.clock.set('2027-03-24T09:00:00Z')
      expect(await withdrawDecision(deps, agent, acte)).toMatchObject([
        { champ: 'fondement', message: expect.stringContaining('23 mars 2027') },
      ])
      await expect(correctDecision(deps, agent, acte)).rejects.toThrow(ActeImpossible)
      comptoir.clock.set('2027-03-23T09:00:00Z')
      expect(await withdrawDecision(deps, agent, acte)).toEqual([])
      const after = await stateOf(id)
      expect(after.demande).toMatchObject({ statut: 'en_instruction', decision_implicite_le: '2027-05-24' })
      expect(after.decisions).toMatchObject([{ rang: 1, nature: 'retrait', sens: 'retiree' }])
      const text = pdfText(await createDecisionPdfs(deps).document(after.decisions[0]?.id ?? '', 'public'))
      expect(text).toContain('Retire la décision du lundi 23 novembre 2026')
      const vue = await decisionsOfDemande(deps.db, agent, reference)
      expect([vue.neeDuSilence, vue.decisions.length]).toEqual([null, 1])
    })

    test('its page offers to withdraw it, and nothing else', async () => {
      const { reference } = await born()
      const vue = await decisionsOfDemande(deps.db, agent, reference)
      const page = renderToString(DecisionsPage({ vue, encadrement: true, ouvert: true }))
      expect(page).toContain('23 novembre 2026')
      expect(page).toContain(`/decisions/retrait"`)
      expect(page).not.toContain('/decisions/correction"')
      expect(page).toContain('value="fraude"')
    })
  })

  test('a withdrawal and a correction at once: one is done, the other is told', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id, reference } = await decided()
      const acte = { reference, revisionVue: 2 }
      const results = await Promise.allSettled([
        withdrawDecision(deps, agent, { ...acte, lire: lire(ILLEGALE) }),
        correctDecision(deps, autre, { ...acte, lire: lire({ motif: MOTIFS, motivation: 'Précision.' }) }),
      ])
      const lost = results.filter((result) => result.status === 'rejected')
      expect(lost.map(({ reason }) => reason instanceof DemandeModifieeEntreTemps)).toEqual([true])
      const after = await stateOf(id)
      expect([after.decisions.length, after.demande.revision, after.courriels.length]).toEqual([2, 3, 2])
    }
  })

  test('a withdrawal and a decision at once: the one that comes first is told to the other', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id, reference } = await decided()
      const results = await Promise.allSettled([
        withdrawDecision(deps, agent, { reference, revisionVue: 2, lire: lire(ILLEGALE) }),
        // A page of after the withdrawal, which may not be done yet.
        refuseDemande(deps, autre, { reference, revisionVue: 3, motivation: MOTIFS }),
      ])
      const after = await stateOf(id)
      const second = results[1]?.status === 'fulfilled'
      expect(results[0]?.status).toBe('fulfilled')
      expect(after.decisions.map(({ sens }) => sens)).toEqual(
        second ? ['acceptee', 'retiree', 'refusee'] : ['acceptee', 'retiree'],
      )
      expect(after.demande.statut).toBe(second ? 'refusee' : 'en_instruction')
    }
  })
})

describe('the document', () => {
  test('the same bytes for ever, whatever changed since: people, words of the model, process', async () => {
    const { id, decisionId, acteur } = await decided()
    const draw = () => createDecisionPdfs(deps)
    const before = await draw().document(decisionId, 'public')
    const letter = await draw().lettres([decisionId])
    const { db } = comptoir.base
    await db.updateTable('usager').set({ nom: 'Durand' }).where('id', '=', acteur.usagerId).execute()
    await db.updateTable('agent').set({ qualite: 'autre' }).where('id', '=', agent.agentId).execute()
    const ailleurs = { ...deps, collectivite: { ...deps.collectivite, nom: 'Département d’Ailleurs' } }
    const typed = { motif: MOTIFS, motivation: 'Précision.' }
    const { reference } = (await stateOf(id)).demande
    await correctDecision(ailleurs, agent, { reference, revisionVue: 2, lire: lire(typed) })
    const [first, second] = (await stateOf(id)).decisions
    expect(first?.modele_version).toMatch(/^[0-9a-f]{12}$/)
    expect(second?.modele_version).not.toBe(first?.modele_version)
    expect((await draw().document(decisionId, 'public')).equals(before)).toBe(true)
    expect((await draw().lettres([decisionId])).equals(letter)).toBe(true)
    expect((await draw().document(second?.id ?? '', 'public')).equals(before)).toBe(false)
    await expect(draw().document(acteur.usagerId, 'public')).rejects.toThrow(DecisionIntrouvable)
    await expect(draw().lettres([])).rejects.toThrow(DecisionIntrouvable)
    await db
      .updateTable('agent')
      .set({ qualite: 'gestionnaire des aides' })
      .where('id', '=', agent.agentId)
      .execute()
  })
})

describe('how a decision reaches the person', () => {
  const consult = (acteur: UsagerActor, id: string) => createConsultDecision(deps)(acteur, id)
  const settle = () => decisionsJobs(deps)['decision:notifie']?.({})

  test('without consent by letter; with it in the space', async () => {
    const [sans, avec] = [await decided(), await decided(true)]
    expect((await stateOf(sans.id)).notifications).toMatchObject([{ voie: 'courrier', notifiee_le: null }])
    const injoignable = await comptoir.insertDemande({
      demarche: 'pack',
      statut: 'en_instruction',
      reponses: REPONSES_DU_PACK,
    })
    const { usager_id } = (await stateOf(injoignable.id)).demande
    await agree(usager_id ?? '')
    await comptoir.base.db
      .updateTable('usager')
      .set({ adresse_refusee_le: comptoir.clock.now() })
      .where('id', '=', usager_id)
      .execute()
    await acceptDemande(deps, agent, { reference: injoignable.reference, revisionVue: 1, motivation: '' })
    expect((await stateOf(injoignable.id)).notifications).toMatchObject([{ voie: 'courrier' }])
    const after = await stateOf(avec.id)
    expect(after.notifications).toMatchObject([{ voie: 'espace', deposee_le: comptoir.clock.now() }])
    expect(after.courriels[0]?.texte).toContain('mardi 8 décembre 2026 au plus tard')
  })

  test('the first reading is the day of the notification; nobody else’s, nor the second', async () => {
    const { id, decisionId, acteur } = await decided(true)
    const stranger = await decided(true)
    comptoir.clock.set('2026-12-02T23:30:00Z')
    await consult(stranger.acteur, decisionId)
    expect((await stateOf(id)).notifications[0]?.vue_le).toBeNull()
    await Promise.all([consult(acteur, decisionId), consult(acteur, decisionId)])
    comptoir.clock.set('2026-12-20T09:00:00Z')
    await consult(acteur, decisionId)
    await settle()
    const after = await stateOf(id)
    expect(after.notifications).toMatchObject([
      { vue_le: new Date('2026-12-02T23:30:00Z'), notifiee_le: '2026-12-03', notifiee_par: 'consultation' },
    ])
    expect(after.journal.filter(({ action }) => action.startsWith('decision.'))).toMatchObject([
      { action: 'decision.consultee', donnees: { notifieeLe: '2026-12-03', par: 'consultation' } },
    ])
  })

  test('unread for fifteen days: the day of the deposit, once, by the job or by whoever opens it late', async () => {
    const [unread, late] = [await decided(true), await decided(true)]
    comptoir.clock.set('2026-12-08T22:59:00Z')
    await settle()
    expect((await stateOf(unread.id)).notifications[0]?.notifiee_le).toBeNull()
    comptoir.clock.set('2026-12-08T23:00:00Z')
    await consult(late.acteur, late.decisionId)
    await Promise.all([settle(), settle()])
    await settle()
    for (const { id } of [unread, late])
      expect((await stateOf(id)).notifications[0]).toMatchObject({
        notifiee_le: '2026-11-23',
        notifiee_par: 'quinze-jours',
      })
    const lines = (await stateOf(unread.id)).journal.filter(({ action }) => action === 'decision.notifiee')
    expect(lines).toHaveLength(1)
  })

  test('a letter read on line is not notified by it', async () => {
    const { id, decisionId, acteur } = await decided()
    await consult(acteur, decisionId)
    comptoir.clock.set('2027-01-20T09:00:00Z')
    await settle()
    expect((await stateOf(id)).notifications[0]).toMatchObject({
      vue_le: new Date('2026-11-23T09:00:00Z'),
      notifiee_le: null,
    })
  })

  test('letters: listed for whoever has the démarche, posted once, never before the decision nor tomorrow', async () => {
    const { id, decisionId } = await decided()
    const own = async (acteur: AgentActor, apres = ''): Promise<string[]> => {
      const { lettres, suite } = await lettresAPoster(deps.db, acteur, apres)
      return [...lettres.map((lettre) => lettre.id), ...(suite ? await own(acteur, suite) : [])]
    }
    expect(await own(agent)).toContain(decisionId)
    expect(await own(dAilleurs)).toEqual([])
    expect(await lettresOfAgent(deps.db, dAilleurs, [decisionId])).toEqual([])
    const lettres = [decisionId, 'x', decisionId]
    for (const posteesLe of ['', '2026-11-22', '2026-11-24', '2026-02-31'])
      expect(await postLettres(deps, agent, { lettres, posteesLe })).toMatchObject([{ champ: 'posteesLe' }])
    expect(await postLettres(deps, agent, { lettres: [], posteesLe: '2026-11-23' })).toMatchObject([
      { champ: 'lettres' },
    ])
    expect(await postLettres(deps, dAilleurs, { lettres, posteesLe: '2026-11-23' })).toEqual([])
    expect(await own(agent)).toContain(decisionId)
    await Promise.all(
      [agent, autre].map((qui) => postLettres(deps, qui, { lettres, posteesLe: '2026-11-23' })),
    )
    expect(await own(agent)).not.toContain(decisionId)
    const after = await stateOf(id)
    expect(after.notifications[0]?.postee_le).toBe('2026-11-23')
    expect(after.journal.filter(({ action }) => action === 'decision.postee')).toHaveLength(1)
  })

  test('one that was corrected or withdrawn before it was posted is said to be, until what replaces it has left', async () => {
    const seul = await comptoir.insertAgent('Lou', ['aide'])
    const { id, reference } = await comptoir.insertDemande({ statut: 'en_instruction' })
    await acceptDemande(deps, agent, { reference, revisionVue: 1, motivation: '' })
    comptoir.clock.set('2026-11-25T09:00:00Z')
    await withdrawDecision(deps, agent, { reference, revisionVue: 2, lire: lire(ILLEGALE) })
    const listed = async () =>
      (await lettresAPoster(deps.db, seul, '')).lettres
        .filter((lettre) => lettre.reference === reference)
        .map(({ rang, remplacee }) => [rang, remplacee])
    expect(await listed()).toEqual([
      [1, true],
      [2, false],
    ])
    const vue = await lettresAPoster(deps.db, seul, '')
    const page = renderToString(
      LettresPage({ vue, titreDe: (slug) => slug, apres: '', today: '2026-11-25', fait: false }),
    )
    const [first, second] = (await stateOf(id)).decisions.map((decision) => decision.id)
    const print = /lettres=([\w.-]+)"/.exec(page)?.[1]?.split('.') ?? []
    expect([print.includes(first ?? ''), print.includes(second ?? '')]).toEqual([false, true])
    expect(page).toContain('ne la postez pas')
    await postLettres(deps, seul, { lettres: [second ?? ''], posteesLe: '2026-11-25' })
    expect(await listed()).toEqual([])
  })

  test('the letters of acts to whoever wrote on paper are listed in the same order, printed with the others, once', async () => {
    const seul = await comptoir.insertAgent('Nour', ['carte'])
    const papier = await comptoir.insertDemande({ demarche: 'carte' })
    const { db } = comptoir.base
    await db.updateTable('demande').set({ usager_id: null }).where('id', '=', papier.id).execute()
    const adresse = {
      ligne1: '3 chemin des Vignes',
      ligne2: '',
      codePostal: '38200',
      commune: 'Vienne',
      pays: '',
    }
    const qui = { demande_id: papier.id, prenom: 'Odette', nom: 'Fournier' }
    await db
      .insertInto('demandeur_papier')
      .values({ ...qui, adresse: JSON.stringify(adresse) })
      .execute()
    const [avant, apres] = ['Il nous manque une pièce.', 'Il nous manque encore une pièce.']
    const write = (objet: string, le: string) =>
      inTransaction(db, (tx) =>
        writeLettre(
          tx,
          { demandeId: papier.id, modele: 'complement-demande', objet, paragraphes: [objet] },
          new Date(le),
        ),
      )
    const lettre = await write(avant, '2026-11-20T09:00:00Z')
    const { reference } = await comptoir.insertDemande({ demarche: 'carte', statut: 'en_instruction' })
    await acceptDemande(
      deps,
      { ...agent, demarches: ['carte'] },
      { reference, revisionVue: 1, motivation: '' },
    )
    const autreLettre = await write(apres, '2026-11-24T09:00:00Z')
    const listed = async (acteur = seul) => {
      const { lettres } = await lettresAPoster(deps.db, acteur, '')
      return lettres.map(({ objet, nom }) => [objet, nom])
    }
    expect(await listed()).toEqual([
      [avant, 'Odette Fournier'],
      ['', 'Élodie Dupont'],
      [apres, 'Odette Fournier'],
    ])
    const dAutrui = { ...seul, demarches: ['pack'] }
    expect((await listed(dAutrui)).filter(([objet]) => objet !== '')).toEqual([])
    const { lettres } = await lettresAPoster(deps.db, seul, lettre)
    expect(lettres.map(({ objet }) => objet)).toEqual(['', apres])
    const actes = createLettresDActes(deps)
    const ids = [lettres[0]?.id ?? '', lettre, autreLettre]
    expect(await actes.print(dAutrui, ids)).toEqual([])
    const autres = await actes.print(seul, ids)
    const pdf = await createDecisionPdfs(deps).lettres(await lettresOfAgent(deps.db, seul, ids), autres)
    expect(pdfText(pdf)).toMatch(/une pièce.*Décision sur votre demande.*encore une pièce/s)
    expect((await listed()).map(([objet]) => objet)).toEqual([''])
    await actes.print(seul, ids)
    const { journal } = await comptoir.stateOf(papier.id)
    expect(journal.map(({ action }) => action)).toEqual(Array(4).fill('lettre.imprimee'))
  })

  test('pages of letters: each once, in their order', async () => {
    const seul = await comptoir.insertAgent('Maël', ['pack'])
    for (let n = 0; n < 27; n += 1) await decided()
    const first = await lettresAPoster(deps.db, seul, '')
    const second = await lettresAPoster(deps.db, seul, first.suite ?? '')
    expect([first.lettres.length, first.suite]).toEqual([25, first.lettres.at(-1)?.id])
    const all = [...first.lettres, ...second.lettres].map(({ id }) => id)
    expect(new Set(all).size).toBe(all.length)
    expect(second.lettres.length).toBeGreaterThanOrEqual(2)
    expect(first.lettres[0]).toMatchObject({ nom: 'Élodie Dupont', adresse: true })
  })
})
