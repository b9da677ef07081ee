import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay, parisHour } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { countLots } from '../../platform/tableur/count-lots.ts'
import type { LigneDeTableur } from '../../platform/tableur/valeur.ts'
import { writeCsv } from '../../platform/tableur/write-csv.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { type Ecriture, genresEnMots, moyensEnMots } from './ecriture.ts'
import { COLONNES, ECRITURES } from './ecritures.ts'

/** Entries read at once: what is in memory, whatever the length of the file. */
const PAR_LOT = 500
const FENETRE_JOURS = 31

const TITRES = [
  'Jour de caisse',
  'Date',
  'Heure',
  'Écriture',
  'Numéro du paiement',
  'Démarche',
  'Moyen',
  'Entrée',
  'Sortie',
  'Transaction',
]

/**
 * The day book from one day to another, both included, as a file for a spreadsheet: a stream that reads the base no faster
 * than it is taken. Who took it is journaled, and how many lines left.
 */
export async function writeFichier(
  deps: CaisseDeps,
  acteur: AgentActor,
  { du, au }: { du: string; au: string },
): Promise<Readable> {
  const note = (action: string, donnees: Readonly<Record<string, unknown>>): Promise<void> =>
    inTransaction(deps.db, (tx) => appendJournal(tx, { le: deps.clock.now(), acteur, action, donnees }))
  await note('caisse.fichier-ouvert', { du, au })
  const lus = countLots(readEcritures(deps.db, acteur.demarches, du, au), (lignes, entier) =>
    note('caisse.fichier-remis', { du, au, lignes, entier }),
  )
  return Readable.from(writeCsv(TITRES, lignes(lus, deps.titreDe)))
}

/**
 * Oldest first, some at a time; no connection is held while the browser takes its time. A month at once is what the base
 * puts in order for each lot: of a whole year it would be a tenth of a second for each.
 */
async function* readEcritures(
  db: Db,
  demarches: readonly string[],
  du: string,
  au: string,
): AsyncGenerator<Ecriture[]> {
  for (let debut = du; debut <= au; debut = addDays(debut, FENETRE_JOURS)) {
    const fin = addDays(debut, FENETRE_JOURS - 1)
    let suite = sql``
    for (;;) {
      const { rows } = await sql<Ecriture>`select ${COLONNES} from ${ECRITURES}
        where e.jour between ${debut}::date and ${fin < au ? fin : au}::date
          and e.demarche = any(${demarches}::text[]) ${suite}
        order by e.jour, e.conclu_le, e.id limit ${PAR_LOT}`.execute(db)
      const last = rows.at(-1)
      if (!last) break
      yield rows
      if (rows.length < PAR_LOT) break
      suite = sql`and (e.jour, e.conclu_le, e.id) > (${last.jour}::date, ${last.le}::timestamptz, ${last.id}::uuid)`
    }
  }
}

async function* lignes(
  lots: AsyncIterable<readonly Ecriture[]>,
  titreDe: (slug: string) => string,
): AsyncGenerator<Iterable<LigneDeTableur>> {
  for await (const lot of lots) yield lot.map((ecriture) => ligneDe(ecriture, titreDe))
}

function ligneDe(ecriture: Ecriture, titreDe: (slug: string) => string): LigneDeTableur {
  const le = new Date(ecriture.le)
  const { montantCents } = ecriture
  return [
    { jour: ecriture.jour },
    { jour: parisDay(le) },
    parisHour(le),
    genresEnMots[ecriture.genre],
    ecriture.commande,
    titreDe(ecriture.demarche),
    moyensEnMots[ecriture.moyen],
    montantCents > 0 ? { cents: montantCents } : null,
    montantCents < 0 ? { cents: -montantCents } : null,
    ecriture.transactionId,
  ]
}
