import type { Champ, DefinitionFormulaire, Personne, Reponses, Valeur } from '../../formulaire/definition.ts'
import type { Demarche } from '../../formulaire/demarche.ts'
import type { SensDePartie } from './sens-de-decision.ts'

/** One option that was asked for one person, which is decided apart. */
export interface PartieDemandee {
  /** The instance of the group in the answers. */
  instance: string
  option: string
  /** Who it is for, as the answers name them. */
  nom: string
  /** The option in words. */
  libelle: string
}

export interface PartieDecidee extends PartieDemandee {
  sens: SensDePartie
  motivation: string
  detail: string
}

/** What may be decided apart in a demande, in the order of its answers; nothing where the démarche declares nothing. */
export function partiesDemandees(
  { decisionParPartie }: Pick<Demarche, 'decisionParPartie'>,
  definition: DefinitionFormulaire,
  reponses: Reponses,
): PartieDemandee[] {
  if (!decisionParPartie) return []
  const groupe = definition.groupes.find(({ id }) => id === decisionParPartie.groupe)
  const champ = champsOf(definition).find(({ id }) => id === decisionParPartie.champ)
  if (!groupe || champ?.type !== 'choix-multiple') return []
  return (reponses.groupes[groupe.id] ?? []).flatMap(({ id, valeurs }) =>
    chosen(valeurs[champ.id]).flatMap((option) => {
      const libelle = champ.options.find(({ valeur }) => valeur === option)?.libelle
      return libelle ? [{ instance: id, option, nom: nomDe(valeurs[groupe.identite]), libelle }] : []
    }),
  )
}

const champsOf = ({ pages }: DefinitionFormulaire): Champ[] =>
  pages.flatMap(({ sections }) => sections.flatMap(({ champs }) => champs))

const chosen = (valeur: Valeur | undefined): readonly string[] =>
  Array.isArray(valeur) ? (valeur as readonly string[]) : []

function nomDe(valeur: Valeur | undefined): string {
  const personne = typeof valeur === 'object' && 'prenom' in valeur ? (valeur as Personne) : undefined
  return personne ? `${personne.prenom} ${personne.nom}`.trim() : ''
}

/** The same decision for every part. */
export function decideAll(
  parties: readonly PartieDemandee[],
  sens: SensDePartie,
  motivation: string,
): PartieDecidee[] {
  return parties.map((partie) => ({
    ...partie,
    sens,
    motivation: sens === 'refusee' ? motivation : '',
    detail: '',
  }))
}

/** The parts of each person together, in their order. */
export function parPersonne<T extends Pick<PartieDemandee, 'instance' | 'nom'>>(
  parties: readonly T[],
): { nom: string; parties: T[] }[] {
  return [...Map.groupBy(parties, ({ instance }) => instance).values()].map((siennes) => ({
    nom: siennes[0]?.nom ?? '',
    parties: siennes,
  }))
}
