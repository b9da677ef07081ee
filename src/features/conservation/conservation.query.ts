import { sql } from 'kysely'
import type { Demarche } from '../../formulaire/demarche.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { FINIE_LE, retenue, SANS_PERSONNE } from './a-garder.ts'
import { echeanceAnnoncee } from './conservation.ts'
import { ConservationIntrouvable } from './refusals.ts'

/** Until when a demande that has ended is kept, as its page says it. */
export interface ConservationVue {
  /** The last day, YYYY-MM-DD; null when nothing is erased by itself, or while something keeps it. */
  jusquAu: string | null
  /** Whether it goes after that day, which was announced. */
  annoncee: boolean
  /** Whether somebody was told, or is there to be: an account may have been erased. */
  quelquUn: boolean
  /** Why it is kept longer, by decision of an agent. */
  suspension: { motif: string; depuis: Date; par: string } | null
}

interface Row {
  finieLe: Date
  retenue: boolean
  quelquUn: boolean
  echeance: string | null
  suspension: { motif: string; depuis: string; par: string } | null
}

/** One demande that has ended, as it stands now. @returns undefined when it has not */
export async function conservationOf(
  db: Db | Tx,
  demandeId: string,
  demarche: Pick<Demarche, 'finDeConservation'>,
  now: Date,
): Promise<ConservationVue | undefined> {
  const { rows } = await sql<Row>`
    select ${sql.raw(FINIE_LE)} as "finieLe", ${retenue(parisDay(now))} as retenue,
      f.echeance, coalesce(f.prevenu, not ${SANS_PERSONNE}) as "quelquUn",
      (select json_build_object('motif', s.motif, 'depuis', s.depuis, 'par', a.prenom || ' ' || a.nom)
        from conservation_suspendue s join agent a on a.id = s.agent_id where s.demande_id = demande.id) as suspension
    from demande left join fin_de_conservation f on f.demande_id = demande.id where demande.id = ${demandeId} and est_finie(demande.statut)`.execute(
    db,
  )
  const [row] = rows
  if (!row) return undefined
  const { finieLe, echeance, suspension } = row
  const fin = demarche.finDeConservation
  return {
    jusquAu: fin && !row.retenue ? (echeance ?? echeanceAnnoncee(finieLe, fin.annees, now)) : null,
    annoncee: echeance !== null && !row.retenue,
    quelquUn: row.quelquUn,
    suspension: suspension && { ...suspension, depuis: new Date(suspension.depuis) },
  }
}

/** The demande of an agent that has ended. @throws ConservationIntrouvable */
export async function findEnded(
  db: Db | Tx,
  acteur: AgentActor,
  reference: string,
): Promise<{ id: string; demarche: string }> {
  const { rows } = await sql<{ id: string; demarche: string }>`select id, demarche from demande
    where reference = ${reference} and demarche = any(${acteur.demarches}::text[]) and est_finie(statut)`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new ConservationIntrouvable()
  return row
}
