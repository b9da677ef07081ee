import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeJour } from '../../src/features/caisse/close-jour.ts'
import { apercuDeCloture } from '../../src/features/caisse/clotures.query.ts'
import { journalDuJour } from '../../src/features/caisse/journal-de-caisse.query.ts'
import { purgeCaisse } from '../../src/features/caisse/purge-caisse.ts'
import { rapproche } from '../../src/features/caisse/rapproche.ts'
import { recordCheque } from '../../src/features/caisse/record-cheque.ts'
import { recordImpaye } from '../../src/features/caisse/record-impaye.ts'
import { demarcheDEssai } from '../../src/features/instruction/comptoir.fixture.ts'
import {
  decideDu,
  keepInsteadOfCheque,
  PaiementDejaRegle,
  PaiementIntrouvable,
} from '../../src/features/paiements/index.ts'
import { aTraiter } from '../../src/features/remboursements/a-traiter.query.ts'
import { approveRemboursement } from '../../src/features/remboursements/approve-remboursement.ts'
import { noteVirement } from '../../src/features/remboursements/note-virement.ts'
import { paiementDeCaisse } from '../../src/features/remboursements/paiement-de-caisse.query.ts'
import { requestRemboursement } from '../../src/features/remboursements/request-remboursement.ts'
import { abandonRemboursement } from '../../src/features/remboursements/resolve-remboursement.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import type { AgentActor } from '../../src/platform/session/actor.ts'
import { openRegie, type Regie } from '../support/regie.ts'

const MOTIF = 'Vous avez retiré cette option.'
let regie: Regie
let rose: AgentActor
let noe: AgentActor
let demande: { id: string; reference: string }
let paiementId: string

beforeAll(async () => {
  regie = await openRegie()
  rose = await regie.insertAgent('Rose')
  noe = await regie.insertAgent('Noé')
})
afterAll(() => regie.close())
beforeEach(async () => {
  demande = await regie.owing(30_000)
  const recu = await recordCheque(regie.deps, rose, {
    ...{ reference: demande.reference, montant: '300', numero: '123', banque: 'Banque' },
    ...{ recuLe: '2026-11-23', malgreLaCarte: '' },
  })
  if (!('paiementId' in recu)) throw new Error(JSON.stringify(recu))
  paiementId = recu.paiementId
})

const ask = (montant: string, sequence = 1) =>
  requestRemboursement(regie.deps, rose, paiementId, { montant, motif: MOTIF, sequence })
const last = async () => {
  const row = (await regie.rendus(paiementId)).at(-1)
  if (!row) throw new Error('none')
  return row
}
const waits = async () => {
  const { lignes } = await aTraiter(regie.base.db, rose.demarches, regie.clock.now(), '')
  return lignes.filter((ligne) => ligne.paiementId === paiementId).map((l) => [l.raison, l.montantCents])
}
const refuse = () =>
  inTransaction(regie.base.db, (tx) =>
    decideDu(tx, regie.deps, {
      ...{ demandeId: demande.id, le: regie.clock.now(), issue: { accorde: false } },
      demarche: demarcheDEssai('pack-rentree', 'Pack rentrée', 'rejet'),
    }),
  )
const told = async () => {
  const mails = await regie.base.db
    .selectFrom('courriel')
    .select(['texte', 'sujet'])
    .where('demande_id', '=', demande.id)
    .where('modele', '=', 'remboursement-fait')
    .execute()
  return mails.map(({ texte }) => texte.replaceAll(/\s+/gu, ' '))
}
const entries = async () => {
  const day = await journalDuJour(regie.base.db, {
    ...{ demarches: rose.demarches, jour: '2026-11-23', apres: undefined },
  })
  return { lines: day.ecritures.filter((one) => one.paiementId === paiementId), totaux: day.totaux }
}

test('above 100 €: another person approves, it waits for its transfer, and nothing is asked of the provider', async () => {
  await refuse()
  expect(await waits()).toEqual([['surplus', 30_000]])
  expect(await ask('300')).toEqual({})
  const { id } = await last()
  expect(await last()).toMatchObject({ operation: 'virement', statut: 'a_valider', a_deux: true })
  await expect(noteVirement(regie.deps, rose, id, null)).rejects.toThrow('changed meanwhile')
  await expect(approveRemboursement(regie.deps, rose, id)).rejects.toThrow('may not approve')
  await approveRemboursement(regie.deps, noe, id)
  expect(await last()).toMatchObject({ statut: 'a_envoyer', valide_par: noe.agentId })
  const owner = new pg.Client({ connectionString: regie.base.url })
  await owner.connect()
  const { rows: jobs } = await owner.query('select from graphile_worker.jobs where key = $1', [
    `remboursement:${id}`,
  ])
  await owner.end()
  expect(jobs).toEqual([])
  // Not even by a job that somebody would have planned.
  await regie.work()
  expect(await last()).toMatchObject({ statut: 'a_envoyer', envoye_le: null })
  expect(await waits()).toEqual([['a-virer', 30_000]])
  expect(await told()).toEqual([])
  await noteVirement(regie.deps, rose, id, 'VIR 2026-114')
  expect(await last()).toMatchObject({ statut: 'fait', virement_reference: 'VIR 2026-114' })
  expect(await waits()).toEqual([])
})

test('noted five times at once: one entry « virement » to the cent, one journal line, one mail', async () => {
  const before = (await entries()).totaux.find(({ moyen }) => moyen === 'virement')?.sortiesCents ?? 0
  await refuse()
  await ask('99,99')
  const { id } = await last()
  await Promise.all(Array.from({ length: 5 }, () => noteVirement(regie.deps, rose, id, 'V1')))
  await expect(noteVirement(regie.deps, rose, id, 'V2')).rejects.toThrow('changed meanwhile')
  const { lines, totaux } = await entries()
  expect(lines.map(({ genre, moyen, montantCents }) => [genre, moyen, montantCents])).toEqual([
    ['paiement', 'cheque', 30_000],
    ['remboursement', 'virement', -9_999],
  ])
  expect(totaux.find(({ moyen }) => moyen === 'virement')).toMatchObject({
    ...{ entreesCents: 0, sortiesCents: before + 9_999 },
  })
  const journal = await regie.base.db
    .selectFrom('journal')
    .select('action')
    .where('objet_id', '=', id)
    .orderBy('id')
    .execute()
  expect(journal.map(({ action }) => action)).toEqual(['remboursement.demande', 'remboursement.virement'])
  const mails = await told()
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatch(/99,99 €.*une partie.*par virement, sur le compte bancaire que la paierie connaît/)
  expect(mails[0]).not.toContain('sur la carte')
  expect(await waits()).toEqual([['surplus', 20_001]])
})

test('one order at a time; given up, its amount is free again and nobody notes it as made', async () => {
  await ask('50')
  await expect(ask('50', 2)).rejects.toThrow('changed meanwhile')
  const { id } = await last()
  await abandonRemboursement(regie.deps, rose, id, 'Erreur de montant.')
  await expect(noteVirement(regie.deps, rose, id, null)).rejects.toThrow('changed meanwhile')
  expect(await ask('60', 2)).toEqual({})
  const ailleurs = await regie.insertAgent('Lou', 'regisseur', ['apa'])
  await expect(noteVirement(regie.deps, ailleurs, (await last()).id, null)).rejects.toThrow()
})

test('a cheque that bounced is not given back: neither asked, nor noted once it was asked', async () => {
  await ask('50')
  const { id } = await last()
  await recordImpaye(regie.deps, rose, { id: paiementId, motif: 'Provision insuffisante' })
  await expect(noteVirement(regie.deps, rose, id, null)).rejects.toThrow('changed meanwhile')
  await abandonRemboursement(regie.deps, rose, id, 'Le chèque est impayé.')
  await expect(ask('50', 2)).rejects.toThrow('nothing to give back')
})

test('the comparison with Payline asks nothing of a cheque and its transfer', async () => {
  await ask('50')
  await noteVirement(regie.deps, rose, (await last()).id, null)
  await rapproche(regie.deps, { jour: '2026-11-23', depuis: new Date(regie.clock.now().getTime() + 1) }, 0)
  const { rows } = await sql`select from rapprochement where paiement_id = ${paiementId}`.execute(
    regie.base.db,
  )
  expect(rows).toEqual([])
})

test('a card payment one too many is kept at the place of the cheque that bounced, once, and is acknowledged', async () => {
  const card = await regie.pay(demande)
  const keep = (acteur = rose) => keepInsteadOfCheque(regie.deps, acteur, card)
  const offered = async () => (await paiementDeCaisse(regie.base.db, rose, card)).remplaceUnCheque
  // The cheque is good: it is kept, and the card is given back.
  await expect(keep()).rejects.toThrow(PaiementDejaRegle)
  expect(await offered()).toBe(false)
  await recordImpaye(regie.deps, rose, { id: paiementId, motif: 'Provision insuffisante' })
  expect(await regie.paiement(card)).toMatchObject({ en_trop: true, a_rendre_cents: 30_000 })
  expect(await offered()).toBe(true)
  // While it is being given back, it is not kept.
  await requestRemboursement(regie.deps, rose, card, { montant: '300', motif: MOTIF, sequence: 1 })
  await expect(keep()).rejects.toThrow(PaiementDejaRegle)
  expect(await offered()).toBe(false)
  const [order] = await regie.rendus(card)
  await abandonRemboursement(regie.deps, rose, order?.id ?? '', 'Il est gardé.')
  await expect(keep(await regie.insertAgent('Lou', 'regisseur', ['apa']))).rejects.toThrow(
    PaiementIntrouvable,
  )
  await Promise.all([keep(), keep(), keep()])
  expect(await regie.paiement(card)).toMatchObject({ en_trop: false, a_rendre_cents: 0, statut: 'accepte' })
  expect(await offered()).toBe(false)
  const { db } = regie.base
  const facts = await db
    .selectFrom('journal')
    .select('action')
    .where('objet_id', '=', card)
    .where('action', '=', 'paiement.garde-a-la-place')
    .execute()
  expect(facts).toHaveLength(1)
  const mails = await db
    .selectFrom('courriel')
    .select('modele')
    .where('demande_id', '=', demande.id)
    .where('modele', 'in', ['paiement-recu', 'paiement-en-trop'])
    .orderBy('id')
    .execute()
  // The cheque, the card one too many, the card that is kept.
  expect(mails.map(({ modele }) => modele)).toEqual(['paiement-recu', 'paiement-en-trop', 'paiement-recu'])
  // Kept: it is what pays, and a second cheque finds it.
  const again = await recordCheque(regie.deps, rose, {
    ...{ reference: demande.reference, montant: '300', numero: '124', banque: 'Banque' },
    ...{ recuLe: '2026-11-23', malgreLaCarte: '' },
  })
  expect(again).toMatchObject({ erreurs: { reference: expect.stringContaining('déjà payée') } })
})

test('the base: no transfer at the provider, no reference of what was not made, no change in a closed day', async () => {
  await ask('50')
  const { id } = await last()
  const set = (change: object) =>
    regie.base.db.updateTable('remboursement').set(change).where('id', '=', id).execute()
  const le = new Date()
  await expect(set({ statut: 'envoye', envoye_le: le })).rejects.toThrow('un_virement_ne_part_pas')
  await expect(set({ virement_reference: 'V' })).rejects.toThrow('reference_d_un_virement_fait')
  await noteVirement(regie.deps, rose, id, 'V')
  await expect(set({ virement_reference: 'V'.repeat(61) })).rejects.toThrow('reference_de_virement_bornee')
  regie.clock.set('2026-11-24T09:00:00Z')
  const { vu } = await apercuDeCloture(regie.base.db, rose, '2026-11-23')
  await closeJour(regie.deps, rose, { jour: '2026-11-23', vu })
  await expect(set({ operation: 'remboursement', virement_reference: null })).rejects.toThrow('closed day')
  // What was written by hand goes after ten years, in a closed day too.
  await inTransaction(regie.base.db, (tx) => purgeCaisse(tx, '2036-11-01'))
  expect(await last()).toMatchObject({ virement_reference: 'V' })
  await inTransaction(regie.base.db, (tx) => purgeCaisse(tx, '2036-11-24'))
  expect(await last()).toMatchObject({ virement_reference: null, montant_cents: 5_000 })
})
