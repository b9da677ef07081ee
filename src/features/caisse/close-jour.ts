import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import type { Cloture } from './cloture.ts'
import { premierJourOuvert } from './clotures.query.ts'
import type { Ecriture } from './ecriture.ts'
import { ecrituresDuJour } from './ecritures.ts'
import { empreinteDEcritures, empreinteDeCloture } from './empreinte-de-cloture.ts'
import { ClotureImpossible, type EmpechementDeCloture } from './refusals.ts'
import { sommeDe, totauxDe } from './totaux.ts'

/**
 * Closes a day of the accounts that is over: its entries are kept as they are, with their totals, chained to the closing
 * before, and no entry lands in it any more. Days are closed in their order, each whole.
 * @param vu the fingerprint of the entries that the agent saw: what they close is what they saw
 * @throws ClotureImpossible
 */
export function closeJour(
  deps: Pick<CaisseDeps, 'db' | 'clock'>,
  acteur: AgentActor,
  { jour, vu }: { jour: string; vu: string },
): Promise<Cloture> {
  return inTransaction(deps.db, async (tx) => {
    // Waits for every entry that is being written, and keeps the next ones waiting until this is committed (0031-caisse).
    await sql`select pg_advisory_xact_lock(verrou_de_caisse())`.execute(tx)
    const le = deps.clock.now()
    const last = await tx
      .selectFrom('cloture_de_caisse')
      .select(['numero', 'jour', 'empreinte'])
      .orderBy('numero', 'desc')
      .limit(1)
      .executeTakeFirst()
    const ecritures = await ecrituresDuJour(tx, jour)
    const empechement = await empechementOf(tx, acteur, { jour, vu, le, ecritures, dernier: last?.jour })
    if (empechement) throw new ClotureImpossible(jour, empechement)
    const totaux = totauxDe(ecritures)
    const { entreesCents, sortiesCents } = sommeDe(totaux)
    const fresh = {
      ...{ id: uuidv7(), numero: (last?.numero ?? 0) + 1, jour, ecritures, entreesCents, sortiesCents },
      ...{ closeLe: le, closePar: acteur.agentId, precedent: last?.empreinte.toString('hex') ?? null },
    }
    const cloture: Cloture = { ...fresh, totaux, empreinte: empreinteDeCloture(fresh) }
    await insertCloture(tx, cloture)
    await appendJournal(tx, {
      ...{ le, acteur, action: 'caisse.close', objetId: cloture.id },
      donnees: { jour, numero: cloture.numero, empreinte: cloture.empreinte },
    })
    return cloture
  })
}

interface Vu {
  jour: string
  vu: string
  le: Date
  ecritures: readonly Ecriture[]
  /** The last closed day. */
  dernier: string | undefined
}

async function empechementOf(
  tx: Tx,
  { demarches }: AgentActor,
  { jour, vu, le, ecritures, dernier }: Vu,
): Promise<EmpechementDeCloture | undefined> {
  const today = parisDay(le)
  if (jour >= today) return { kind: 'jour-pas-fini' }
  if (dernier !== undefined && jour <= dernier) return { kind: 'deja-clos' }
  if (ecritures.length === 0) return { kind: 'rien-a-clore' }
  const premier = await premierJourOuvert(tx, today)
  if (premier !== null && premier < jour) return { kind: 'jour-anterieur-ouvert', jour: premier }
  if (ecritures.some(({ demarche }) => !demarches.includes(demarche))) return { kind: 'demarche-non-confiee' }
  return empreinteDEcritures(ecritures) === vu ? undefined : { kind: 'a-change' }
}

const insertCloture = (tx: Tx, cloture: Cloture): Promise<unknown> =>
  tx
    .insertInto('cloture_de_caisse')
    .values({
      ...{ id: cloture.id, numero: cloture.numero, jour: cloture.jour },
      ...{ entrees_cents: cloture.entreesCents, sorties_cents: cloture.sortiesCents },
      totaux: JSON.stringify(cloture.totaux),
      ecritures: JSON.stringify(cloture.ecritures),
      ...{ close_le: cloture.closeLe, close_par: cloture.closePar },
      precedent: cloture.precedent === null ? null : Buffer.from(cloture.precedent, 'hex'),
      empreinte: Buffer.from(cloture.empreinte, 'hex'),
    })
    .execute()
