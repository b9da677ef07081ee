import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Personne, Reponses, Valeur } from '../../formulaire/definition.ts'
import type { Tx } from '../../platform/db/database.ts'
import { normaliseRecherche } from './recherche.ts'

/**
 * Two demandes of one démarche for the same person belong to the same campaign when no more days than these lie between
 * them: no campaign lasts half a year, and the next opens later than that.
 */
export const MEME_CAMPAGNE_JOURS = 183

type Valeurs = Readonly<Record<string, Valeur>>

const identified = (valeurs: Valeurs): Personne[] =>
  Object.values(valeurs).filter(
    (valeur): valeur is Personne =>
      typeof valeur === 'object' && 'dateNaissance' in valeur && valeur.dateNaissance !== '',
  )

/** For whom a demande is: the people of its repeated pages, the applicant where there is none. */
function beneficiairesOf(reponses: Reponses): Personne[] {
  const repeated = Object.values(reponses.groupes).flatMap((instances) =>
    instances.flatMap(({ valeurs }) => identified(valeurs)),
  )
  return repeated.length > 0 ? repeated : identified(reponses.racine)
}

/** The same for two spellings of one name that differ by capitals, accents or hyphens; 32 bytes. */
export function cleDeBeneficiaire({ prenom, nom, dateNaissance }: Personne): Buffer {
  const text = `${normaliseRecherche(prenom)}|${normaliseRecherche(nom)}|${dateNaissance}`
  return createHash('sha256').update(text).digest()
}

export interface DepotNote {
  demandeId: string
  demarche: string
  reponses: Reponses
  le: Date
}

/** Keeps for whom a demande is, and pairs it with the others for the same person. Doing it again changes nothing. */
export async function noteBeneficiaires(
  tx: Tx,
  { demandeId, demarche, reponses, le }: DepotNote,
): Promise<void> {
  const keys = new Map(
    beneficiairesOf(reponses)
      .map(cleDeBeneficiaire)
      .map((cle) => [cle.toString('hex'), cle]),
  )
  if (keys.size === 0) return
  // In one order for all: two dépôts at the same moment for the same children wait for each other, and see each other.
  const locks = [...keys.values()].map((cle) => cle.readBigInt64BE().toString())
  await sql`select pg_advisory_xact_lock(k) from (select unnest(${locks}::bigint[]) as k order by k) l`.execute(
    tx,
  )
  await sql`with neuf as (
      insert into beneficiaire (demande_id, cle, demarche, deposee_le)
      select ${demandeId}::uuid, decode(k, 'hex'), ${demarche}, ${le}::timestamptz from unnest(${[...keys.keys()]}::text[]) k
      on conflict do nothing returning demande_id, cle, demarche, deposee_le
    ), paire as (
      select distinct n.demande_id as un, b.demande_id as autre, n.demarche
      from neuf n join beneficiaire b on b.demarche = n.demarche and b.cle = n.cle and b.demande_id <> n.demande_id
        and b.deposee_le between n.deposee_le - make_interval(days => ${MEME_CAMPAGNE_JOURS}::int)
          and n.deposee_le + make_interval(days => ${MEME_CAMPAGNE_JOURS}::int)
    )
    insert into doublon (demande_id, autre_id, demarche)
    select un, autre, demarche from paire union select autre, un, demarche from paire
    on conflict do nothing`.execute(tx)
}
