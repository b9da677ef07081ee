import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { EtatDeCompte } from '../comptes/index.ts'
import { keptUntil } from './conservation-brouillon.ts'
import type { Statut } from './demande.ts'

export interface BrouillonResume {
  id: string
  demarche: string
  modifieLe: Date
  /** When it goes if nobody touches it. */
  gardeJusquAu: Date
}

export interface DemandeResume {
  reference: string
  demarche: string
  statut: Statut
  deposeeLe: Date
  decisionImpliciteLe: string | null
  /** Deadline of the complement that is waited for, YYYY-MM-DD. */
  complementAvant: string | null
  /** Whether what is granted waits for a document (CRPA L114-5-1). */
  accordAttend: boolean
}

/** The same, for a query on `demande`. */
export const ACCORD_ATTEND = `exists (select from attribution_differee x
  where x.demande_id = demande.id and x.effective_le is null)`

export interface EspaceVue {
  compte: EtatDeCompte
  /** Slugs of the démarches that the person wants at hand. */
  services: string[]
  brouillons: BrouillonResume[]
  demandes: DemandeResume[]
  /** Whether `/espace/demandes` holds more than the page shows. */
  autres: boolean
}

const SHOWN = 5

interface Row {
  compte: Record<'clotureLe' | 'rappelVuLe' | 'adresseRefuseeLe', string | null> & {
    email: string
    motDePasseLe: string
  }
  services: string[]
  brouillons: { id: string; demarche: string; le: string; prevenu: string | null }[]
  demandes: DemandeRowJson[]
}
interface DemandeRowJson {
  reference: string
  demarche: string
  statut: Statut
  le: string
  implicite: string | null
  avant: string | null
  attend: boolean
}

/** Everything `/espace` shows, in one round trip whose cost does not grow with what the person has filed. */
export async function espaceOf(db: Db, usagerId: string): Promise<EspaceVue> {
  const { rows } = await sql<Row>`select
    (select json_build_object('email', email, 'clotureLe', cloture_le, 'motDePasseLe', mot_de_passe_le,
      'rappelVuLe', rappel_vu_le, 'adresseRefuseeLe', adresse_refusee_le) from usager where id = ${usagerId}) as compte,
    array(select demarche from service_choisi where usager_id = ${usagerId} order by demarche) as services,
    (select coalesce(json_agg(b), '[]') from (
      select id, demarche, modifie_le as le, prevenu_le as prevenu from brouillon
      where usager_id = ${usagerId} and demande_id is null order by modifie_le desc limit 20) b) as brouillons,
    (select coalesce(json_agg(d), '[]') from (
      select reference, demarche, statut, deposee_le as le, decision_implicite_le as implicite,
        (select echeance from complement where demande_id = demande.id and clos_le is null) as avant,
        ${sql.raw(ACCORD_ATTEND)} as attend
      from demande where usager_id = ${usagerId} order by deposee_le desc, id desc limit ${SHOWN + 1}) d) as demandes`.execute(
    db,
  )
  const row = rows[0]
  if (!row) throw new Error('a select without a row')
  const moment = (text: string | null): Date | null => (text ? new Date(text) : null)
  return {
    compte: {
      email: row.compte.email,
      clotureLe: moment(row.compte.clotureLe),
      motDePasseLe: new Date(row.compte.motDePasseLe),
      rappelVuLe: moment(row.compte.rappelVuLe),
      adresseRefuseeLe: moment(row.compte.adresseRefuseeLe),
    },
    services: row.services,
    brouillons: row.brouillons.map(brouillonResume),
    demandes: row.demandes.slice(0, SHOWN).map(demandeResume),
    autres: row.demandes.length > SHOWN,
  }
}

function brouillonResume({ id, demarche, le, prevenu }: Row['brouillons'][number]): BrouillonResume {
  const modifieLe = new Date(le)
  return { id, demarche, modifieLe, gardeJusquAu: keptUntil(modifieLe, prevenu ? new Date(prevenu) : null) }
}

function demandeResume(row: DemandeRowJson): DemandeResume {
  return {
    reference: row.reference,
    demarche: row.demarche,
    statut: row.statut,
    deposeeLe: new Date(row.le),
    decisionImpliciteLe: row.implicite,
    complementAvant: row.avant,
    accordAttend: row.attend,
  }
}
