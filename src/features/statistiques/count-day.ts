import { sql } from 'kysely'
import type { Reponses, ReponsesScope, Valeur } from '../../formulaire/definition.ts'
import type { Demarche } from '../../formulaire/demarche.ts'
import type { Db } from '../../platform/db/database.ts'
import { startOfParisDay } from '../../platform/legal-clock/paris.ts'
import { type Comptes, cleDeCommune } from './comptes.ts'

const PAR_LOT = 1_000
/** A delay beyond counts as this one: the list of delays stays short. */
const DELAI_MAX = 400

type Questions = NonNullable<Demarche['statistiques']>

/** Counts one day of Paris of one démarche, from the demandes themselves. @param jour YYYY-MM-DD */
export async function countDay(
  db: Db,
  demarche: string,
  jour: string,
  questions: Questions,
): Promise<Comptes> {
  const [debut, fin] = [startOfParisDay(jour), startOfParisDay(jour, 1)]
  const decided = await sql<{ sens: string; jours: number; nombre: number }>`
    select c.sens, least(${DELAI_MAX}, (c.prise_le at time zone 'Europe/Paris')::date
      - (d.deposee_le at time zone 'Europe/Paris')::date) as jours, count(*)::int as nombre
    from decision c join demande d on d.id = c.demande_id
    where c.prise_le >= ${debut}::timestamptz and c.prise_le < ${fin}::timestamptz and d.demarche = ${demarche}
      and c.nature = 'decision'
    group by 1, 2`.execute(db)
  const decidees: Record<string, number> = {}
  const delais: Record<string, number> = {}
  for (const { sens, jours, nombre } of decided.rows) {
    add(decidees, sens, nombre)
    add(delais, String(Math.max(0, jours)), nombre)
  }
  return { ...(await countReceived(db, demarche, { debut, fin, questions })), decidees, delais }
}

interface Jour {
  debut: Date
  fin: Date
  questions: Questions
}

async function countReceived(db: Db, demarche: string, { debut, fin, questions }: Jour) {
  const counted = { recues: 0, options: {} as Record<string, number>, communes: {} as Record<string, number> }
  let from = sql`deposee_le >= ${debut}::timestamptz`
  for (;;) {
    const { rows } = await sql<{ id: string; cle: string; reponses: Reponses }>`
      select id, deposee_le::text as cle, reponses from demande
      where demarche = ${demarche} and ${from} and deposee_le < ${fin}::timestamptz
      order by deposee_le, id limit ${PAR_LOT}`.execute(db)
    for (const { reponses } of rows) {
      counted.recues += 1
      for (const option of optionsOf(reponses, questions.parOption)) add(counted.options, option, 1)
      const commune = communeOf(reponses, questions.parCommune)
      if (commune) add(counted.communes, commune, 1)
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAR_LOT) return counted
    from = sql`(deposee_le, id) > (${last.cle}::timestamptz, ${last.id}::uuid)`
  }
}

function add(counts: Record<string, number>, cle: string, nombre: number): void {
  // Names come from answers: `__proto__` is one like any other.
  Object.defineProperty(counts, cle, {
    value: (Object.hasOwn(counts, cle) ? (counts[cle] ?? 0) : 0) + nombre,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

/** The answers to a question: one, or one a child. */
function answersTo(reponses: Reponses, chemin: string | undefined): Valeur[] {
  if (!chemin) return []
  const dot = chemin.indexOf('.')
  const [place, champ] = [chemin.slice(0, dot), chemin.slice(dot + 1)]
  const scopes: readonly ReponsesScope[] =
    place === 'racine' ? [reponses.racine] : (reponses.groupes[place] ?? []).map(({ valeurs }) => valeurs)
  return scopes.flatMap((scope) => scope[champ] ?? [])
}

const optionsOf = (reponses: Reponses, chemin: string | undefined): string[] =>
  answersTo(reponses, chemin).filter((valeur) => typeof valeur === 'string')

function communeOf(reponses: Reponses, chemin: string | undefined): string | undefined {
  const [valeur] = answersTo(reponses, chemin)
  if (typeof valeur !== 'object') return undefined
  const nom = 'commune' in valeur ? valeur.commune : 'codePostal' in valeur ? valeur.nom : ''
  return cleDeCommune(nom) || undefined
}
