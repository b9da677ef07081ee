import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Cloture } from './cloture.ts'
import { clotureOf } from './clotures.query.ts'
import { ECRITURES, ecrituresDuJour } from './ecritures.ts'
import { empreinteDEcritures, empreinteDeCloture } from './empreinte-de-cloture.ts'
import { sommeDe, totauxDe } from './totaux.ts'

export type RuptureDeCaisse =
  | { kind: 'cloture-absente'; numero: number }
  | { kind: 'cloture-changee'; numero: number; jour: string }
  | { kind: 'chaine-rompue'; numero: number; jour: string }
  | { kind: 'journal-different'; numero: number; jour: string }
  | { kind: 'ecritures-changees'; numero: number; jour: string }
  | { kind: 'ecriture-hors-cloture'; jour: string }
  | { kind: 'ancre-differente'; numero: number }

export interface VerificationDeCaisse {
  clotures: number
  ecritures: number
  dernier: { numero: number; jour: string; empreinte: string } | undefined
  rupture: RuptureDeCaisse | undefined
}

/** A closing that was noted elsewhere. */
export interface AncreDeCaisse {
  numero: number
  empreinte: string
}

/**
 * Reads every closing again: each says what its fingerprint says, follows the one before, is told by the journal, and holds
 * the entries that the accounts still hold; and no entry of a closed day is outside of them.
 */
export async function verifyCaisse(
  db: Db,
  ancres: readonly AncreDeCaisse[] = [],
): Promise<VerificationDeCaisse> {
  const seen: VerificationDeCaisse = { clotures: 0, ecritures: 0, dernier: undefined, rupture: undefined }
  for await (const cloture of readClotures(db)) {
    const rupture =
      ruptureOf(cloture, seen.dernier, ancres) ??
      (await ruptureDuJournal(db, cloture)) ??
      (await ruptureDesEcritures(db, cloture))
    if (rupture) return { ...seen, rupture }
    seen.clotures += 1
    seen.ecritures += cloture.ecritures.length
    seen.dernier = { numero: cloture.numero, jour: cloture.jour, empreinte: cloture.empreinte }
  }
  const cut = ancres.find(({ numero }) => numero > (seen.dernier?.numero ?? 0))
  if (cut) return { ...seen, rupture: { kind: 'cloture-absente', numero: cut.numero } }
  return { ...seen, rupture: await ruptureHorsCloture(db) }
}

/** One at a time: a day may hold many entries. */
async function* readClotures(db: Db): AsyncGenerator<Cloture> {
  for (let after = 0; ; ) {
    const row = await db
      .selectFrom('cloture_de_caisse')
      .selectAll()
      .where('numero', '>', after)
      .orderBy('numero')
      .limit(1)
      .executeTakeFirst()
    if (!row) return
    after = row.numero
    yield clotureOf(row)
  }
}

function ruptureOf(
  cloture: Cloture,
  avant: VerificationDeCaisse['dernier'],
  ancres: readonly AncreDeCaisse[],
): RuptureDeCaisse | undefined {
  const { numero, jour } = cloture
  const expected = (avant?.numero ?? 0) + 1
  if (numero !== expected) return { kind: 'cloture-absente', numero: expected }
  if (cloture.precedent !== (avant?.empreinte ?? null) || (avant && jour <= avant.jour))
    return { kind: 'chaine-rompue', numero, jour }
  const totaux = totauxDe(cloture.ecritures)
  const { entreesCents, sortiesCents } = sommeDe(totaux)
  const told = JSON.stringify(totaux) === JSON.stringify(cloture.totaux.map(inOrder))
  if (
    empreinteDeCloture(cloture) !== cloture.empreinte ||
    !(told && entreesCents === cloture.entreesCents && sortiesCents === cloture.sortiesCents)
  )
    return { kind: 'cloture-changee', numero, jour }
  const ancre = ancres.find((one) => one.numero === numero)
  if (ancre && ancre.empreinte !== cloture.empreinte) return { kind: 'ancre-differente', numero }
  return undefined
}

/** The base keeps the keys of a JSON object in an order of its own. */
const inOrder = ({ demarche, moyen, nombre, entreesCents, sortiesCents }: Cloture['totaux'][number]) => ({
  ...{ demarche, moyen, nombre, entreesCents, sortiesCents },
})

/** The journal, sealed by itself, says the same fingerprint: whoever rewrites the chain must rewrite it too. */
async function ruptureDuJournal(db: Db, { id, numero, jour, empreinte }: Cloture) {
  const line = await db
    .selectFrom('journal')
    .select(sql<string>`donnees->>'empreinte'`.as('empreinte'))
    .where('objet_id', '=', id)
    .where('action', '=', 'caisse.close')
    .executeTakeFirst()
  return line?.empreinte === empreinte ? undefined : ({ kind: 'journal-different', numero, jour } as const)
}

async function ruptureDesEcritures(db: Db, { numero, jour, ecritures }: Cloture) {
  const now = await ecrituresDuJour(db, jour)
  return empreinteDEcritures(now) === empreinteDEcritures(ecritures)
    ? undefined
    : ({ kind: 'ecritures-changees', numero, jour } as const)
}

async function ruptureHorsCloture(db: Db): Promise<RuptureDeCaisse | undefined> {
  const { rows } = await sql<{ jour: string }>`select e.jour from ${ECRITURES}
    where e.jour <= (select max(jour) from cloture_de_caisse)
      and not exists (select from cloture_de_caisse c where c.jour = e.jour) limit 1`.execute(db)
  const [first] = rows
  return first && { kind: 'ecriture-hors-cloture', jour: first.jour }
}
