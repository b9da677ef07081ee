import type { Demarche } from '../../formulaire/demarche.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Catalogue, DemarchePubliee } from './catalogue.ts'
import { type EtatCampagne, etatCampagne, type Ouverture } from './etat-campagne.ts'

/** A démarche and where it stands now. */
export interface DemarcheDuMoment extends DemarchePubliee {
  campagne: EtatCampagne
}

interface Decision {
  numero: number
  demarche: string
  du: string | null
  au: string | null
  motif: string | null
  decidee_le: Date
  /** The closing for which the campaign was extended; null for what an administrator decided. */
  fermeture: number | null
}

/** What a decision says; without one, or when it gives the word back, the dates that the démarche came with. */
function ouvertureSelon(demarche: Demarche, decision: Decision | undefined): Ouverture {
  if (decision?.du && decision.au) {
    const { du, au, fermeture } = decision
    if (fermeture === null) return { du, au }
    const livree = demarche.ouverture
    // Dates that were examples are still so, one day later.
    const fictif = 'du' in livree && livree.du === du && livree.fictif === true
    return { du, au, fictif, prolongee: true }
  }
  if (decision?.motif) return { fermee: decision.motif, depuis: decision.decidee_le }
  return demarche.ouverture
}

const decisions = (db: Db | Tx) =>
  db
    .selectFrom('ouverture_decidee')
    .distinctOn('demarche')
    .select(['numero', 'demarche', 'du', 'au', 'motif', 'decidee_le', 'fermeture'])
    .orderBy('demarche')
    .orderBy('numero', 'desc')

/** When one démarche may be filed, as it is decided now. */
export const ouvertureDe = async (db: Db | Tx, demarche: Demarche): Promise<Ouverture> =>
  (await ouvertureDecidee(db, demarche)).ouverture

/** The same, with the number of the decision in force; 0 when nothing was decided. */
export async function ouvertureDecidee(
  db: Db | Tx,
  demarche: Demarche,
): Promise<{ numero: number; ouverture: Ouverture }> {
  const decision = await decisions(db).where('demarche', '=', demarche.slug).executeTakeFirst()
  return { numero: decision?.numero ?? 0, ouverture: ouvertureSelon(demarche, decision) }
}

/** Where one démarche stands at a moment. */
export const campagneDe = async (db: Db | Tx, demarche: Demarche, now: Date): Promise<EtatCampagne> =>
  etatCampagne(await ouvertureDe(db, demarche), now)

/** The whole catalogue, each démarche with where it stands at a moment. */
export async function demarchesDuMoment(
  db: Db | Tx,
  catalogue: Catalogue,
  now: Date,
): Promise<DemarcheDuMoment[]> {
  const decided = new Map((await decisions(db).execute()).map((one) => [one.demarche, one]))
  return catalogue.all().map((publiee) => {
    const { demarche } = publiee
    const ouverture = ouvertureSelon(demarche, decided.get(demarche.slug))
    return { ...publiee, campagne: etatCampagne(ouverture, now) }
  })
}
