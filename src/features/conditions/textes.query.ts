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
  const [versions, brouillons, reponses] = await Promise.all([
    db
      .selectFrom('conditions_version')
      .distinctOn('texte')
      .select(['texte', 'numero', 'publiee_le'])
      .orderBy('texte')
      .orderBy('numero', 'desc')
      .execute(),
    db.selectFrom('conditions_brouillon').select('texte').where('markdown', 'is not', null).execute(),
    db
      .selectFrom('conditions_reponse')
      .select(['texte', 'numero', 'reponse'])
      .select((eb) => eb.fn.countAll<string>().as('nombre'))
      .groupBy(['texte', 'numero', 'reponse'])
      .execute(),
  ])
  return [GENERAL, ...catalogue.all().map(({ demarche }) => demarche.slug)].map((texte) => {
    const version = versions.find((one) => one.texte === texte)
    const count = (reponse: string): number =>
      Number(
        reponses.find(
          (one) => one.texte === texte && one.numero === version?.numero && one.reponse === reponse,
        )?.nombre ?? 0,
      )
    return {
      texte,
      nom: nomDuTexte(texte, catalogue),
      numero: version?.numero ?? 0,
      publieeLe: version?.publiee_le ?? null,
      enCours: brouillons.some((one) => one.texte === texte),
      acceptees: count('acceptee'),
      refusees: count('refusee'),
    }
  })
}
