import { text } from 'node:stream/consumers'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createLog } from '../../platform/log/log.ts'
import { type Caisse, openCaisse } from './caisse.fixture.ts'
import { premierJourOuvert } from './clotures.query.ts'
import { readCurseur } from './curseur.ts'
import type { Ecriture } from './ecriture.ts'
import { type JournalDuJour, journalDuJour } from './journal-de-caisse.query.ts'
import { moisDeCaisse } from './mois.query.ts'
import { netDe, sommeDe } from './totaux.ts'
import { writeFichier } from './write-fichier.ts'

let caisse: Caisse
let owner: pg.Client

beforeAll(async () => {
  caisse = await openCaisse()
  owner = new pg.Client({ connectionString: caisse.base.url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await caisse.base.drop()
})

const jourOf = async (id: string): Promise<string | null> =>
  (
    await caisse.base.db
      .selectFrom('paiement')
      .select('jour_de_caisse')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).jour_de_caisse

async function wholeDay(jour: string, demarches: readonly string[]): Promise<Ecriture[]> {
  const all: Ecriture[] = []
  let page: JournalDuJour | undefined
  do {
    const apres = page?.suite ? readCurseur(page.suite) : undefined
    page = await journalDuJour(caisse.base.db, { demarches, jour, apres })
    all.push(...page.ecritures)
  } while (page.suite)
  return all
}

test('an entry is of the day of Paris where it was concluded', async () => {
  expect(await jourOf(await caisse.addPaiement({ le: '2026-01-09T22:59:59Z' }))).toBe('2026-01-09')
  expect(await jourOf(await caisse.addPaiement({ le: '2026-01-09T23:00:00Z' }))).toBe('2026-01-10')
  expect(await jourOf(await caisse.addPaiement({ le: '2026-06-09T22:00:00Z' }))).toBe('2026-06-10')
  await expect(
    owner.query(`update paiement set jour_de_caisse = null where jour_de_caisse is not null`),
  ).resolves.toMatchObject({ rowCount: 3 })
  // The trigger put it again: no accepted payment is without its day.
  expect(await premierJourOuvert(caisse.base.db, '2026-11-24')).toBe('2026-01-09')
})

test('2,000 entries of one day: each total is the naive sum, on the page, in the month, in the file', async () => {
  const jour = '2026-03-10'
  let seed = 7
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const naive = new Map<string, [nombre: number, entrees: number, sorties: number]>()
  const count = (demarche: string, moyen: string, cents: number): void => {
    const key = `${demarche} ${moyen}`
    const [n, entrees, sorties] = naive.get(key) ?? [0, 0, 0]
    naive.set(key, cents > 0 ? [n + 1, entrees + cents, sorties] : [n + 1, entrees, sorties - cents])
  }
  const at = (): Date => new Date(Date.parse('2026-03-09T23:00:00Z') + random(86_400_000))
  const paiements = Array.from({ length: 1_800 }, () => {
    const id = uuidv7()
    const moyen = random(4) === 0 ? 'cheque' : 'carte'
    const le = at()
    return {
      ...{
        id,
        demarche: ['aide', 'carte', 'autre'][random(3)] ?? 'aide',
        rang: 1,
        commande: `M-${id}`,
        moyen,
      },
      ...{ montant_cents: 1 + random(100_000), statut: 'accepte', retour: id, cree_le: le, conclu_le: le },
      transaction_id: moyen === 'carte' ? `T${id}` : null,
    }
  })
  await caisse.base.db.insertInto('paiement').values(paiements).execute()
  for (const p of paiements) if (p.demarche !== 'autre') count(p.demarche, p.moyen, p.montant_cents)
  const given = paiements.filter(({ moyen }) => moyen === 'carte').slice(0, 150)
  for (const p of given) {
    const cents = 1 + random(p.montant_cents)
    await caisse.addRemboursement(p.id, cents, at())
    if (p.demarche !== 'autre') count(p.demarche, p.moyen, -cents)
  }
  const bounced = paiements.filter(({ moyen }) => moyen === 'cheque').slice(0, 50)
  const { agentId } = caisse.regisseur
  await caisse.base.db
    .insertInto('cheque')
    .values(bounced.map(({ id }) => ({ paiement_id: id, recu_le: jour, note_par: agentId })))
    .execute()
  for (const p of bounced) {
    await owner.query(
      `insert into cheque_impaye (id, paiement_id, motif, conclu_le, note_par) values ($1, $2, 'Sans provision', $3, $4)`,
      [uuidv7(), p.id, at(), agentId],
    )
    if (p.demarche !== 'autre') count(p.demarche, p.moyen, -p.montant_cents)
  }

  const demarches = ['aide', 'carte']
  const { totaux } = await journalDuJour(caisse.base.db, { demarches, jour, apres: undefined })
  const asMap = new Map(
    totaux.map((t) => [`${t.demarche} ${t.moyen}`, [t.nombre, t.entreesCents, t.sortiesCents]]),
  )
  expect(asMap).toEqual(naive)
  const lines = await wholeDay(jour, demarches)
  const somme = sommeDe(totaux)
  expect(lines).toHaveLength(somme.nombre)
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  expect(lines.map(({ le }) => le)).toEqual(lines.map(({ le }) => le).sort())
  expect(lines.reduce((sum, { montantCents }) => sum + montantCents, 0)).toBe(netDe(somme))
  const mois = await moisDeCaisse(caisse.base.db, demarches, '2026-03')
  expect(mois.totaux).toEqual(totaux)
  expect(mois.jours).toEqual([{ jour, clos: false, ...somme }])

  const deps = {
    ...caisse.deps,
    ...{ collectivite: collectiviteDEssai, log: createLog('silent'), prestataire: undefined },
  }
  const csv = await text(
    await writeFichier(deps, { ...caisse.regisseur, demarches }, { du: '2026-03-01', au: '2026-03-31' }),
  )
  const cells = csv
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(';'))
  const cents = (cell: string | undefined): number => Math.round(Number((cell ?? '').replace(',', '.')) * 100)
  expect(csv.startsWith('\ufeffJour de caisse;')).toBe(true)
  expect(cells).toHaveLength(somme.nombre)
  expect(cells.reduce((sum, line) => sum + cents(line[7]), 0)).toBe(somme.entreesCents)
  expect(cells.reduce((sum, line) => sum + cents(line[8]), 0)).toBe(somme.sortiesCents)
  expect(cells.every((line) => /^\d+,\d\d$/.test(line[7] || (line[8] ?? '')))).toBe(true)
})

test('lines and totals are of one moment, whatever is being written', async () => {
  const jour = '2026-04-02'
  const ROUNDS = 12
  let reads = 0
  let writes = 0
  const writing = (async () => {
    // A page holds a hundred lines: fewer are written, for as long as somebody reads.
    for (; writes < 90 && reads < ROUNDS; writes += 1) {
      await caisse.addPaiement({ le: '2026-04-02T10:00:00Z', montantCents: 100 + writes })
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
  })()
  const seen = new Set<number>()
  for (; reads < ROUNDS; reads += 1) {
    const { ecritures, totaux } = await journalDuJour(caisse.base.db, {
      ...{ demarches: ['aide'], jour, apres: undefined },
    })
    const somme = sommeDe(totaux)
    expect([ecritures.length, ecritures.reduce((sum, { montantCents }) => sum + montantCents, 0)]).toEqual([
      somme.nombre,
      netDe(somme),
    ])
    seen.add(somme.nombre)
  }
  await writing
  // Read while it was written, not before or after.
  expect(seen.size).toBeGreaterThan(2)
})
