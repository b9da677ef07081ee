import { type RawBuilder, sql } from 'kysely'
import type { ConditionsDeps } from './conditions-deps.ts'
import { GENERAL, nomDuTexte } from './texte.ts'

export interface TexteResume {
  texte: string
  nom: string
  /** In force; 0 before the first publication. */
  numero: number
  publieeLe: Date | null
  /** Somebody is writing the next version. */
  enCours: boolean
  /** How many people accepted the version in force, and how many refused it. */
  acceptees: number
  refusees: number
}

/** Every text there is, the general terms first. */
export async function textesDe({ db, catalogue }: ConditionsDeps): Promise<TexteResume[]> {
  const [{ rows: versions }, brouillons] = await Promise.all([
    versionsEnVigueur().execute(db),
    db.selectFrom('conditions_brouillon').select('texte').where('markdown', 'is not', null).execute(),
  ])
  return [GENERAL, ...catalogue.all().map(({ demarche }) => demarche.slug)].map((texte) => {
    const version = versions.find((one) => one.texte === texte)
    return {
      texte,
      nom: nomDuTexte(texte, catalogue),
      numero: version?.numero ?? 0,
      publieeLe: version?.publieeLe ?? null,
      enCours: brouillons.some((one) => one.texte === texte),
      acceptees: version?.acceptees ?? 0,
      refusees: version?.refusees ?? 0,
    }
  })
}

type VersionEnVigueur = Pick<TexteResume, 'texte' | 'numero' | 'acceptees' | 'refusees'> & { publieeLe: Date }

/** The version in force of each text and how it was answered: each counted by the index, without those before it. */
export const versionsEnVigueur = (): RawBuilder<VersionEnVigueur> => sql<VersionEnVigueur>`
  select v.texte, v.numero, v.publiee_le as "publieeLe", r.acceptees, r.refusees
  from (select distinct on (texte) texte, numero, publiee_le from conditions_version order by texte, numero desc) v
  cross join lateral (
    select count(*) filter (where reponse = 'acceptee')::int as acceptees,
      count(*) filter (where reponse = 'refusee')::int as refusees
    from conditions_reponse where texte = v.texte and numero = v.numero) r`
