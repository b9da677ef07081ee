import { calculer } from '../../formulaire/calculs.ts'
import { type Portee, tient } from '../../formulaire/conditions.ts'
import type { DefinitionFormulaire, Groupe, Reponses, ReponsesScope } from '../../formulaire/definition.ts'
import type { Demarche, LigneDePaiement } from '../../formulaire/demarche.ts'
import { centsOf } from '../../formulaire/tarif.ts'

/** The option of one instance that a line pays for. */
export interface PartieDue {
  instance: string
  option: string
}

export interface LigneDue {
  libelle: string
  /** Who it is for, as the answers name them. */
  pourQui: string | null
  montantCents: number
  /** How it was computed: the trace that CRPA R311-3-1-2 asks for. */
  etapes: readonly { titre: string; enMots: string }[]
  partie?: PartieDue
}

export interface Du {
  /** The sum of the lines. */
  montantCents: number
  lignes: readonly LigneDue[]
}

interface Scope {
  portee: Portee
  instance?: { id: string; rang: number; nom: string }
}

/**
 * What a demande owes, by the rules of the form that it is filed under; null when nothing is due. Cents are rounded once
 * for each line, and the total is the sum of the lines that people read.
 * @throws when a rule gives a negative amount: a fault of the definition, that start-up looks for
 */
export function computeDu(
  { paiement }: Pick<Demarche, 'paiement'>,
  definition: DefinitionFormulaire,
  reponses: Reponses,
): Du | null {
  const lignes = (paiement?.lignes ?? []).flatMap((ligne) =>
    scopesOf(definition, reponses, ligne).flatMap((scope) => {
      const due = ligneDue(definition, ligne, scope)
      return due ? [{ due, rang: scope.instance?.rang ?? -1 }] : []
    }),
  )
  // What is for everybody first, then each child's lines together.
  return duOf(lignes.toSorted((a, b) => a.rang - b.rang).map(({ due }) => due))
}

/** The same lines with their sum; null when there are none. */
export function duOf(lignes: readonly LigneDue[]): Du | null {
  if (lignes.length === 0) return null
  return { montantCents: lignes.reduce((sum, { montantCents }) => sum + montantCents, 0), lignes }
}

function scopesOf(definition: DefinitionFormulaire, reponses: Reponses, ligne: LigneDePaiement): Scope[] {
  const portee: Portee = { racine: reponses.racine, groupes: reponses.groupes }
  if (ligne.groupe === undefined) return [{ portee }]
  const groupe = definition.groupes.find(({ id }) => id === ligne.groupe)
  if (!groupe) return []
  return (reponses.groupes[groupe.id] ?? []).map(({ id, valeurs }, rang) => ({
    portee: { ...portee, instance: valeurs },
    instance: { id, rang, nom: nomDe(groupe, valeurs, rang) },
  }))
}

function nomDe(groupe: Groupe, valeurs: ReponsesScope, rang: number): string {
  const personne = valeurs[groupe.identite]
  const nom =
    typeof personne === 'object' && 'prenom' in personne ? `${personne.prenom} ${personne.nom}`.trim() : ''
  return nom || `${groupe.nomInstance} ${rang + 1}`
}

function ligneDue(
  definition: DefinitionFormulaire,
  { libelle, regle, entrees, quand, partie, detail = [] }: LigneDePaiement,
  { portee, instance }: Scope,
): LigneDue | undefined {
  if (quand && !tient(quand, portee)) return undefined
  const { valeur, lignes } = calculer(
    definition,
    // No field is called so: an identifier holds no space.
    { id: `du ${regle} ${detail}`, type: 'calcul', libelle, regle, entrees, lignes: detail, unite: '€' },
    portee,
  )
  // Nobody pays what cannot be explained to them.
  if (valeur === null) return undefined
  const montantCents = centsOf(valeur)
  if (montantCents < 0) throw new Error(`the rule « ${regle} » of ${definition.demarche} gives ${valeur}`)
  if (montantCents === 0) return undefined
  return {
    libelle,
    pourQui: instance?.nom ?? null,
    montantCents,
    etapes: lignes,
    ...(partie !== undefined && instance ? { partie: { instance: instance.id, option: partie } } : {}),
  }
}
