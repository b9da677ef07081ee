import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demarcheDEssai } from '../../src/features/instruction/comptoir.fixture.ts'
import { decideDu, findPaiement, settlePaiement } from '../../src/features/paiements/index.ts'
import { startPaiement } from '../../src/features/paiements/start-paiement.ts'
import { aTraiter, countATraiter } from '../../src/features/remboursements/a-traiter.query.ts'
import { approveRemboursement } from '../../src/features/remboursements/approve-remboursement.ts'
import { paiementPourAgent } from '../../src/features/remboursements/paiement-pour-agent.query.ts'
import { refuseRemboursement } from '../../src/features/remboursements/refuse-remboursement.ts'
import { requestRemboursement } from '../../src/features/remboursements/request-remboursement.ts'
import { abandonRemboursement } from '../../src/features/remboursements/resolve-remboursement.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import type { AgentActor, UsagerActor } from '../../src/platform/session/actor.ts'
import { openRegie, type Regie } from '../support/regie.ts'

const MOTIF = 'Vous avez retiré cette option.'
let regie: Regie
let rose: AgentActor
let noe: AgentActor
let cheffe: AgentActor
let ailleurs: AgentActor
let demande: { id: string; reference: string }
let paiementId: string

beforeAll(async () => {
  regie = await openRegie()
  rose = await regie.insertAgent('Rose')
  noe = await regie.insertAgent('Noé')
  cheffe = await regie.insertAgent('Zélie', 'responsable')
  ailleurs = await regie.insertAgent('Lou', 'regisseur', ['apa'])
})
afterAll(() => regie.close())
beforeEach(async () => {
  demande = await regie.owing(30_000)
  paiementId = await regie.pay(demande)
})

const ask = (acteur: AgentActor, montant: string, sequence = 1, motif = MOTIF) =>
  requestRemboursement(regie.deps, acteur, paiementId, { montant, motif, sequence })
const last = async () => {
  const row = (await regie.rendus(paiementId)).at(-1)
  if (!row) throw new Error('none')
  return row
}
const waits = async (acteur = rose) => {
  const { lignes } = await aTraiter(regie.base.db, acteur.demarches, regie.clock.now(), '')
  return lignes.filter((ligne) => ligne.paiementId === paiementId).map((l) => [l.raison, l.montantCents])
}

test('above 100 €, nothing leaves before another person approves it, by the rule and by the base', async () => {
  expect(await ask(rose, '100,01')).toEqual({})
  const { id } = await last()
  await regie.work()
  expect(await last()).toMatchObject({ statut: 'a_valider', a_deux: true, valide_par: null })
  expect(await waits()).toEqual([['a-valider', 10_001]])
  await expect(approveRemboursement(regie.deps, rose, id)).rejects.toThrow('may not approve')
  await expect(refuseRemboursement(regie.deps, rose, id, MOTIF)).rejects.toThrow('may not approve')
  const set = (change: object) =>
    regie.base.db.updateTable('remboursement').set(change).where('id', '=', id).execute()
  await expect(set({ valide_par: rose.agentId, valide_le: new Date() })).rejects.toThrow('quatre_yeux')
  await expect(set({ statut: 'a_envoyer' })).rejects.toThrow('a_deux_valide_avant_l_envoi')
  await approveRemboursement(regie.deps, cheffe, id)
  await approveRemboursement(regie.deps, cheffe, id)
  await regie.work()
  expect(await last()).toMatchObject({ statut: 'fait', valide_par: cheffe.agentId })
  expect(await waits()).toEqual([])
  expect(await regie.ecart()).toEqual({ encaisse: 0, rendu: 0 })
})

test('at 100 € one person is enough', async () => {
  expect(await ask(rose, '100')).toEqual({})
  expect(await last()).toMatchObject({ statut: 'a_envoyer', a_deux: false })
})

test('more than 100 € in two pieces needs another person too', async () => {
  await ask(rose, '100')
  await regie.work()
  expect(await ask(rose, '0,01', 2)).toEqual({})
  expect(await last()).toMatchObject({ statut: 'a_valider', a_deux: true })
})

test('the second person says no, with a reason: the amount is free again, its number is not', async () => {
  await ask(rose, '200')
  const { id } = await last()
  await expect(
    regie.base.db.updateTable('remboursement').set({ clos_par: noe.agentId }).where('id', '=', id).execute(),
  ).rejects.toThrow('clos_par_quelqu_un_dit_pourquoi')
  await refuseRemboursement(regie.deps, noe, id, 'Ce n’est pas le bon paiement.')
  expect(await last()).toMatchObject({ statut: 'refuse', clos_par: noe.agentId })
  await expect(approveRemboursement(regie.deps, noe, id)).rejects.toThrow('changed meanwhile')
  await expect(ask(rose, '300', 1)).rejects.toThrow('changed meanwhile')
  expect(await ask(rose, '300', 2)).toEqual({})
})

test('whoever asked may give it up before it leaves; then nobody approves it', async () => {
  await ask(rose, '200')
  const { id } = await last()
  await abandonRemboursement(regie.deps, rose, id, 'Erreur de montant.')
  expect(await last()).toMatchObject({ statut: 'abandonne', motif_de_fin: 'Erreur de montant.' })
  await expect(approveRemboursement(regie.deps, noe, id)).rejects.toThrow('changed meanwhile')
})

test('a double click makes one; a second tab, or a second régisseur, finds that it changed', async () => {
  const clicks = await Promise.all(Array.from({ length: 5 }, () => ask(rose, '50')))
  expect(clicks).toEqual([{}, {}, {}, {}, {}])
  expect(await regie.rendus(paiementId)).toHaveLength(1)
  await expect(ask(rose, '60')).rejects.toThrow('changed meanwhile')
  await expect(ask(noe, '50')).rejects.toThrow('changed meanwhile')
  // Also once the first is done, and in another tab that shows the next number while one is open.
  await expect(ask(noe, '50', 2)).rejects.toThrow('changed meanwhile')
  await regie.work()
  expect(await ask(rose, '50')).toEqual({})
  await expect(ask(noe, '50')).rejects.toThrow('changed meanwhile')
  expect(await regie.rendus(paiementId)).toHaveLength(1)
})

test('two régisseurs at once: one order', async () => {
  const both = await Promise.allSettled([ask(rose, '50'), ask(noe, '70')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await regie.rendus(paiementId)).toHaveLength(1)
})

test('the base holds one open order a payment, and each number once', async () => {
  await ask(rose, '50')
  const { id, ...row } = await last()
  const insert = (change: object) =>
    regie.base.db
      .insertInto('remboursement')
      .values({ ...row, id: crypto.randomUUID(), ...change })
      .execute()
  await expect(insert({ sequence: 2 })).rejects.toThrow('un_seul_remboursement_ouvert')
  await regie.work()
  await expect(insert({ statut: 'a_envoyer' })).rejects.toThrow('une_sequence_une_fois')
  expect(id).toBeTruthy()
})

test('never beyond what was accepted minus what was given back', async () => {
  expect(await ask(rose, '300,01')).toEqual({ montant: expect.stringContaining('300,00') })
  await ask(rose, '90')
  await regie.work()
  expect(await ask(rose, '210,01', 2)).toEqual({ montant: expect.stringContaining('210,00') })
  await ask(rose, '210', 2)
  const { id } = await last()
  await approveRemboursement(regie.deps, noe, id)
  await regie.work()
  await expect(ask(rose, '0,01', 3)).rejects.toThrow('nothing to give back')
  expect(await regie.ecart()).toEqual({ encaisse: 0, rendu: 0 })
})

test('a payment of another démarche, or one that was refused, is not theirs to give back', async () => {
  await expect(ask(ailleurs, '5')).rejects.toThrow()
  expect(await waits(ailleurs)).toEqual([])
  const refused = await regie.pay(await regie.owing(), { carte: 'refusee' })
  const asked = requestRemboursement(regie.deps, rose, refused, { montant: '5', motif: MOTIF, sequence: 1 })
  await expect(asked).rejects.toThrow('nothing to give back')
  expect(await regie.rendus(refused)).toEqual([])
})

test('a demande refused after it was paid: its payment is to be given back, until it is', async () => {
  expect(await waits()).toEqual([])
  await inTransaction(regie.base.db, (tx) =>
    decideDu(tx, regie.deps, {
      ...{ demandeId: demande.id, le: regie.clock.now(), issue: { accorde: false } },
      demarche: demarcheDEssai('pack-rentree', 'Pack rentrée', 'rejet'),
    }),
  )
  expect(await waits()).toEqual([['surplus', 30_000]])
  expect(await countATraiter(regie.base.db, rose.demarches, regie.clock.now())).toBeGreaterThan(0)
  await ask(rose, '100')
  expect(await waits()).toEqual([['surplus', 20_000]])
  await regie.work()
  await ask(rose, '200', 2)
  expect(await waits()).toEqual([['a-valider', 20_000]])
  await abandonRemboursement(regie.deps, rose, (await last()).id, 'Erreur de ma part.')
  expect(await waits()).toEqual([['surplus', 20_000]])
  expect(await paiementPourAgent(regie.base.db, demande.id)).toMatchObject({
    exigible: false,
    payes: [{ montantCents: 30_000, enTrop: false }],
    rendus: [{ montantCents: 10_000, le: expect.any(Date) }],
  })
})

test('refused, all given back, then granted: it is paid again on line, and that payment is kept', async () => {
  const decide = (accorde: boolean) =>
    inTransaction(regie.base.db, (tx) =>
      decideDu(tx, regie.deps, {
        ...{ demandeId: demande.id, le: regie.clock.now(), issue: { accorde } },
        demarche: demarcheDEssai('pack-rentree', 'Pack rentrée', 'rejet'),
      }),
    )
  const { usager_id } = await regie.base.db
    .selectFrom('demande')
    .select('usager_id')
    .where('id', '=', demande.id)
    .executeTakeFirstOrThrow()
  const usager = { kind: 'usager', usagerId: usager_id ?? '', sessionId: paiementId } as UsagerActor
  await decide(false)
  await ask(rose, '300')
  await approveRemboursement(regie.deps, noe, (await last()).id)
  await regie.work()
  expect((await decide(true))?.titre.replaceAll(/\s/gu, ' ')).toBe('À payer : 300,00 €')
  expect(await findPaiement(regie.deps, usager.usagerId, demande.reference)).toMatchObject({
    compte: { payeCents: 0, tropCents: 0, resteCents: 30_000 },
  })
  const adresse = await startPaiement(regie.deps, usager, demande.reference)
  regie.payline.payerComme(new URL(adresse).pathname.split('/').at(-1) ?? '', 'acceptee')
  const second = await regie.base.db
    .selectFrom('paiement')
    .select('id')
    .where('demande_id', '=', demande.id)
    .where('rang', '=', 2)
    .executeTakeFirstOrThrow()
  await settlePaiement(regie.deps, second.id)
  expect(await regie.paiement(second.id)).toMatchObject({
    ...{ statut: 'accepte', en_trop: false, complement: true, a_rendre_cents: 0 },
  })
  await expect(startPaiement(regie.deps, usager, demande.reference)).rejects.toThrow('already paid')
  expect(await waits()).toEqual([])
})

test('paid twice: the second one is to be given back, whole', async () => {
  const second = await regie.pay(demande)
  expect(await regie.paiement(second)).toMatchObject({ en_trop: true, a_rendre_cents: 30_000 })
  const { lignes } = await aTraiter(regie.base.db, rose.demarches, regie.clock.now(), '')
  expect(lignes.find((ligne) => ligne.paiementId === second)?.raison).toBe('en-trop')
})

test('what waits is read page by page, each thing once, the oldest first', async () => {
  const { db } = regie.base
  const seen: string[] = []
  const before = await countATraiter(db, rose.demarches, regie.clock.now())
  for (let apres = ''; ; ) {
    const { lignes, suite } = await aTraiter(db, rose.demarches, regie.clock.now(), apres)
    seen.push(...lignes.map(({ paiementId, raison }) => `${paiementId} ${raison}`))
    if (!suite) break
    apres = suite
  }
  expect(new Set(seen).size).toBe(before)
  expect(seen).toHaveLength(before)
})
