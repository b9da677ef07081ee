import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { correctDecision } from '../../src/features/decisions/correct-decision.ts'
import { decisionsAEcrire } from '../../src/features/decisions/decision-a-ecrire.query.ts'
import { withdrawDecision } from '../../src/features/decisions/withdraw-decision.ts'
import { answerComplement } from '../../src/features/demandes/answer-complement.ts'
import { demandeOf } from '../../src/features/demandes/demande.query.ts'
import { espaceOf } from '../../src/features/demandes/espace.query.ts'
import {
  ActeImpossible,
  createDelaiDesComplements,
  lockDemande,
  receiveComplement,
} from '../../src/features/demandes/index.ts'
import { mesDemandes } from '../../src/features/demandes/mes-demandes.query.ts'
import { MesDemandesPage } from '../../src/features/demandes/pages/espace-page.tsx'
import { rappelleComplements } from '../../src/features/demandes/rappelle-complements.ts'
import { restartClocks } from '../../src/features/demandes/restart-clocks.ts'
import type { Catalogue } from '../../src/features/demarches/index.ts'
import { acceptDemande } from '../../src/features/instruction/accept-demande.ts'
import { type Comptoir, createComptoir } from '../../src/features/instruction/comptoir.fixture.ts'
import { refuseDemande } from '../../src/features/instruction/refuse-demande.ts'
import { requestComplement } from '../../src/features/instruction/request-complement.ts'
import { enAttenteDe, nouveautesDe } from '../../src/features/notifications/index.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import type { AgentActor } from '../../src/platform/session/actor.ts'
import { usagerActor } from '../support/demandes.ts'

let comptoir: Comptoir
let agent: AgentActor
beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Camille', ['aide'])
})
afterAll(() => comptoir.base.drop())
beforeEach(() => comptoir.clock.set('2026-11-23T09:00:00Z'))

/** A demande for which something helps and stops nothing. */
async function demandeIncomplete(utiles: string, elements = '') {
  const demande = await comptoir.insertDemande({ statut: 'en_instruction' })
  const saisie = { elements, utiles, liens: [], echeance: '2026-12-23', message: '' }
  const { reference } = demande
  expect(await requestComplement(comptoir.deps, agent, { reference, revisionVue: 1, saisie })).toEqual([])
  const { demande: row } = await comptoir.stateOf(demande.id)
  return { ...demande, usager: usagerActor(row.usager_id ?? '') }
}

const accept = (reference: string) =>
  acceptDemande(comptoir.deps, agent, { reference, revisionVue: 2, motivation: '' })
const decisionOf = async ({ reference, usager }: Awaited<ReturnType<typeof demandeIncomplete>>) =>
  (await demandeOf(comptoir.base.db, usager.usagerId, reference)).decision

const answer = (reference: string, usager: ReturnType<typeof usagerActor>) =>
  inTransaction(comptoir.base.db, async (tx) =>
    receiveComplement({ catalogue: { get: () => ({ demarche: { silence: { mois: 2 } } }) as never } }, tx, {
      demande: await lockDemande(tx, reference, usager),
      acteur: usager,
      reponse: { complementVu: undefined, textes: new Map([[1, 'Voici.']]), enPartie: false },
      ...{ le: comptoir.clock.now(), recuLe: comptoir.clock.now() },
    }),
  )

test('what is granted while a document is missing counts from the day that it comes (CRPA L114-5-1)', async () => {
  const demande = await demandeIncomplete('Votre RIB')
  const { id, reference, usager } = demande
  await accept(reference)
  const decision = await decisionOf(demande)
  expect(decision?.differee).toEqual({ effectiveLe: null, manque: ['Votre RIB'] })
  const [ecrite] = await decisionsAEcrire(comptoir.base.db, [decision?.id ?? ''], 'public')
  expect(ecrite?.qui.manque, 'its document says so').toEqual(['Votre RIB'])
  const { complements, demande: row } = await comptoir.stateOf(id)
  expect([row.statut, complements[0]?.clos_le], 'it is waited for beyond the decision').toEqual([
    'acceptee',
    null,
  ])
  const lire = (champ: string) =>
    champ === 'motif' ? 'Une faute de frappe a été corrigée.' : champ === 'motivation' ? 'Bravo.' : ''
  expect(await correctDecision(comptoir.deps, agent, { reference, revisionVue: 3, lire })).toEqual([])
  expect((await decisionOf(demande))?.differee, 'a mended decision waits as before').toEqual({
    effectiveLe: null,
    manque: ['Votre RIB'],
  })
  comptoir.clock.set('2027-01-15T10:00:00Z')
  expect(await answer(reference, usager)).toMatchObject({ kind: 'recue', reste: [] })
  const apres = await decisionOf(demande)
  expect(new Date(apres?.differee?.effectiveLe ?? 0)).toEqual(new Date('2027-01-15T10:00:00Z'))
  const state = await comptoir.stateOf(id)
  expect([state.demande.statut, state.complements[0]?.clos_le]).toEqual([
    'acceptee',
    new Date('2027-01-15T10:00:00Z'),
  ])
  await expect(answer(reference, usager), 'twice').rejects.toThrow(ActeImpossible)
})

/** Accepted once what blocked has come, while something useful of the same complement is still waited for. */
async function accordeeAvecReste() {
  const demande = await demandeIncomplete('Votre RIB', 'Votre justificatif de domicile')
  const { reference, usager, id } = demande
  expect(await answer(reference, usager)).toMatchObject({ kind: 'recue', reste: [{ libelle: 'Votre RIB' }] })
  await acceptDemande(comptoir.deps, agent, { reference, revisionVue: 3, motivation: '' })
  const { complements } = await comptoir.stateOf(id)
  expect(complements.map(({ effet, clos_le }) => [effet, clos_le])).toEqual([['suspend', null]])
  return demande
}

test('what is still waited for after the decision starts no clock again, nor has a last day any more', async () => {
  const { id } = await accordeeAvecReste()
  const fermeture = {
    ...{ debut: new Date('2026-12-23T08:00:00Z'), fin: new Date('2026-12-23T22:00:00Z') },
    ...{ demarche: null, numero: 1 },
  }
  const { prolonge } = createDelaiDesComplements(() => Promise.reject(new Error('told on paper')))
  await inTransaction(comptoir.base.db, (tx) => prolonge(tx, fermeture, comptoir.clock.now()))
  comptoir.clock.set('2026-12-24T01:00:00Z')
  await restartClocks(comptoir.deps)
  const { demande, journal, complements } = await comptoir.stateOf(id)
  expect([demande.statut, demande.decision_implicite_le, complements[0]?.echeance]).toEqual([
    ...['acceptee', null, '2026-12-23'],
  ])
  expect(journal.map(({ action }) => action).filter((action) => action.startsWith('demande.delai'))).toEqual(
    [],
  )
})

const told = async (demandeId: string) => {
  const { courriels } = await comptoir.stateOf(demandeId)
  return courriels.map(({ modele, sujet, texte }) => [modele, `${sujet} ${texte}`] as const)
}
const rappelle = () =>
  rappelleComplements({
    ...{ ...comptoir.deps, endAvis: () => Promise.reject(new Error('nothing ends here')) },
    catalogue: { titreDe: () => 'Aide', all: () => [] } as unknown as Catalogue,
    tellDemandeurPapier: () => Promise.reject(new Error('told on paper')),
  })

test('after an acceptance the reminder, the feed and the list say that a document is waited for, and no last day', async () => {
  const demande = await accordeeAvecReste()
  const { id, reference, usager } = demande
  const [attend] = await enAttenteDe(comptoir.base.db, usager.usagerId)
  expect(attend?.phrase).toContain('attend un document')
  comptoir.clock.set('2026-12-20T09:00:00Z')
  await rappelle()
  await rappelle()
  const rappels = (await told(id)).filter(([modele]) => modele.startsWith('rappel'))
  expect(rappels.map(([modele]) => modele)).toEqual(['rappel-complement-apres-accord'])
  expect(rappels[0]?.[1]).toContain('prendra effet le jour où nous l’aurons reçu')
  expect(rappels[0]?.[1], 'nor the outcome, which is read on line').not.toMatch(
    /jusqu’au|23 décembre|avant la décision|accept|accord/,
  )
  const [nouvelle] = await nouveautesDe(comptoir.base.db, usager.usagerId)
  expect(nouvelle?.phrase).not.toMatch(/jusqu’au|compléter/)
  for (const { demandes } of [
    await espaceOf(comptoir.base.db, usager.usagerId),
    await mesDemandes(comptoir.base.db, usager.usagerId, null),
  ]) {
    expect(demandes.map((one) => [one.reference, one.accordAttend])).toEqual([[reference, true]])
    const page = renderToString(
      MesDemandesPage({ demandes, suite: null, titre: () => 'Aide', today: '2026-12-30' }),
    )
    expect(page).toContain('un document manque encore')
    expect(page).not.toContain('date limite')
  }
})

test('a question left without an answer after an acceptance is nobody’s delay: no reminder, and the right has begun', async () => {
  const { id, reference, usager } = await demandeIncomplete('Votre RIB\nQuel collège préférez-vous ?')
  await accept(reference)
  const deps = {
    ...{ ...comptoir.deps, calendrier: { exigeOuverte: () => undefined } },
    catalogue: {
      get: () => ({ demarche: { titre: 'Aide', silence: { mois: 2 } } }),
    } as unknown as Catalogue,
  }
  await answerComplement(deps, usager, reference, {
    ...{ complementVu: undefined, textes: new Map([[1, 'Je n’en ai pas.']]), enPartie: false },
  })
  const recu = (await told(id)).find(([modele]) => modele === 'complement-recu')
  expect(recu?.[1]).toContain('prend effet ce jour-là')
  expect(recu?.[1]).not.toContain('prendra effet')
  comptoir.clock.set('2026-12-20T09:00:00Z')
  await rappelle()
  expect((await told(id)).filter(([modele]) => modele.startsWith('rappel'))).toEqual([])
})

test('nothing waits where nothing is granted, or nothing is missing', async () => {
  const refusee = await demandeIncomplete('Votre RIB')
  await refuseDemande(comptoir.deps, agent, {
    ...{ reference: refusee.reference, revisionVue: 2 },
    motivation: 'Article 3 du règlement : le collège est hors du département.',
  })
  const { complements } = await comptoir.stateOf(refusee.id)
  expect([(await decisionOf(refusee))?.differee, complements[0]?.clos_le]).toEqual([
    null,
    comptoir.clock.now(),
  ])
  const entiere = await comptoir.insertDemande({ statut: 'en_instruction' })
  await acceptDemande(comptoir.deps, agent, {
    ...{ reference: entiere.reference, revisionVue: 1, motivation: '' },
  })
  const rows = await comptoir.base.db
    .selectFrom('attribution_differee')
    .selectAll()
    .where('demande_id', '=', entiere.id)
    .execute()
  expect(rows).toEqual([])
})

const WITHDRAWN: Readonly<Record<string, string>> = {
  motif: 'Article 3 du règlement : la condition n’est pas remplie.',
  fondement: 'illegale',
  contradictoire: 'oui',
}
const waitingOf = (id: string) =>
  comptoir.base.db
    .selectFrom('attribution_differee')
    .select(['effective_le'])
    .where('demande_id', '=', id)
    .execute()

test('what was withdrawn waits no more, and a document that comes makes nothing count', async () => {
  const { id, reference, usager } = await demandeIncomplete('Votre RIB')
  await accept(reference)
  expect(await waitingOf(id)).toEqual([{ effective_le: null }])
  const lire = (champ: string) => WITHDRAWN[champ] ?? ''
  expect(await withdrawDecision(comptoir.deps, agent, { reference, revisionVue: 3, lire })).toEqual([])
  expect(await waitingOf(id)).toEqual([])
  const { complements } = await comptoir.stateOf(id)
  expect(complements[0]?.clos_le, 'it may still come while the demande is examined').toBeNull()
  await answer(reference, usager)
  expect(await waitingOf(id)).toEqual([])
  await refuseDemande(comptoir.deps, agent, {
    ...{ reference, revisionVue: 5 },
    motivation: 'Article 3 du règlement : le collège est hors du département.',
  })
  expect((await comptoir.stateOf(id)).complements[0]?.clos_le).not.toBeNull()
})

test('a right that began stays begun when its decision is withdrawn', async () => {
  const { id, reference, usager } = await demandeIncomplete('Votre RIB')
  await accept(reference)
  await answer(reference, usager)
  const lire = (champ: string) => WITHDRAWN[champ] ?? ''
  expect(await withdrawDecision(comptoir.deps, agent, { reference, revisionVue: 4, lire })).toEqual([])
  expect(await waitingOf(id)).toEqual([{ effective_le: comptoir.clock.now() }])
})

test('once all the documents have come, a question that nobody answered keeps nothing open', async () => {
  const demande = await demandeIncomplete('Votre RIB\nPrenez-vous le car ?')
  const { id, reference, usager } = demande
  await accept(reference)
  expect(await answer(reference, usager)).toMatchObject({ kind: 'recue', reste: [] })
  const { complements } = await comptoir.stateOf(id)
  expect([complements[0]?.clos_le, complements[0]?.repondu_le], 'answered in part').toEqual([
    comptoir.clock.now(),
    null,
  ])
  expect((await decisionOf(demande))?.differee?.effectiveLe).not.toBeNull()
})

test('a question that is answered leaves the document waited for', async () => {
  const demande = await demandeIncomplete('Prenez-vous le car ?\nVotre RIB')
  const { id, reference, usager } = demande
  await accept(reference)
  expect(await answer(reference, usager)).toMatchObject({ reste: [{ libelle: 'Votre RIB' }] })
  expect((await comptoir.stateOf(id)).complements[0]?.clos_le).toBeNull()
  expect(await waitingOf(id)).toEqual([{ effective_le: null }])
})
