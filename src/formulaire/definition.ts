/** A condition between fields; an absent or unreadable answer makes every comparison false. */
export type Condition =
  | { et: readonly Condition[] }
  | { ou: readonly Condition[] }
  | { non: Condition }
  /** True when at least one instance of the group fulfils the inner condition. */
  | { unDe: string; condition: Condition }
  | { champ: string; est: string | boolean | number }
  | { champ: string; dans: readonly string[] }
  | { champ: string; contient: string }
  | { champ: string; auMoins: number }
  | { champ: string; auPlus: number }
  | { champ: string; rempli: boolean }

interface ChampCommun {
  /** Unique within its scope (the root, or its group); letters, digits and hyphens. */
  id: string
  libelle: string
  aide?: string
  /** True when absent. */
  requis?: boolean
  si?: Condition
  /** Said instead of the engine's own words when the answer is missing. */
  erreurAbsent?: string
  /** Where a first value comes from, e.g. `compte.email`. */
  prerempli?: string
}

export interface Option {
  valeur: string
  libelle: string
  aide?: string
}

export type GenrePiece = 'pdf' | 'jpeg' | 'png' | 'heic'

/** What a document is, for whoever gives it and whoever asks for it. */
export type NatureDeDocument =
  | 'certificat-scolarite'
  | 'justificatif-domicile'
  | 'avis-imposition'
  | 'quotient-familial'
  | 'rib'
  | 'piece-identite'
  | 'photo'
  | 'garde'
  | 'autre'

export interface ChampPiece extends ChampCommun {
  type: 'piece'
  /** Kinds accepted by content; all four when absent. */
  genres?: readonly GenrePiece[]
  maxFichiers?: number
  /** What is asked for: the person's documents of this kind are offered first. */
  nature?: NatureDeDocument
  /** Indispensable to the examination (CRPA L114-5-1). */
  bloquante?: boolean
}

export type Champ =
  | (ChampCommun & { type: 'texte-court'; max?: number })
  | (ChampCommun & { type: 'texte-long'; max?: number })
  | (ChampCommun & { type: 'entier'; min?: number; max?: number; unite?: string })
  | (ChampCommun & { type: 'decimal'; min?: number; max?: number; decimales?: number; unite?: string })
  | (ChampCommun & { type: 'montant'; minCents?: number; maxCents?: number })
  | (ChampCommun & { type: 'oui-non' })
  | (ChampCommun & { type: 'choix'; options: readonly Option[] })
  | (ChampCommun & { type: 'choix-multiple'; options: readonly Option[]; min?: number })
  /** Bounds as dates; `agesAu` bounds the age in whole years on a given day. */
  | (ChampCommun & {
      type: 'date'
      min?: string
      max?: string
      agesAu?: { jour: string; min: number; max: number }
    })
  | (ChampCommun & { type: 'courriel' })
  | (ChampCommun & { type: 'telephone' })
  | (ChampCommun & { type: 'adresse-postale' })
  | (ChampCommun & { type: 'commune' })
  | (ChampCommun & {
      type: 'personne'
      avecCivilite?: boolean
      naissance?: { agesAu?: { jour: string; min: number; max: number } }
    })
  | (ChampCommun & { type: 'iban' })
  | (ChampCommun & { type: 'quotient-familial' })
  | ChampPiece
  | (ChampCommun & { type: 'attestation' })
  | (ChampCommun & { type: 'information'; ton?: 'info' | 'attention' })
  /**
   * A rule of the definition's publicodes. `entrees`: rule name → field path; `lignes`: the rules that explain the
   * result, line by line; `fictif`: the figures are examples, and the screen says so.
   */
  | (ChampCommun & {
      type: 'calcul'
      regle: string
      entrees: Readonly<Record<string, string>>
      lignes?: readonly string[]
      unite?: '€'
      fictif?: boolean
    })

export type TypeDeChamp = Champ['type']

export interface Section {
  titre?: string
  aide?: string
  si?: Condition
  champs: readonly Champ[]
}

interface PageCommune {
  id: string
  titre: string
  aide?: string
  si?: Condition
}

export type Page =
  | (PageCommune & { kind: 'simple'; sections: readonly Section[] })
  /** The list of the instances of a group, with adding, changing and removing. */
  | (PageCommune & { kind: 'liste'; groupe: string; sections: readonly Section[] })
  /** Once for each instance of a group. */
  | (PageCommune & { kind: 'par-instance'; groupe: string; sections: readonly Section[] })

export interface Groupe {
  id: string
  /** « Enfants » */
  titre: string
  /** « enfant », for buttons and headings. */
  nomInstance: string
  min: number
  max: number
  /** The field of type personne that names an instance and is kept in the foyer. */
  identite: string
}

/** A form, JSON-serialisable. A published version never changes: a change is a new version. */
export interface DefinitionFormulaire {
  demarche: string
  version: string
  groupes: readonly Groupe[]
  pages: readonly Page[]
  /** Parsed publicodes rules. */
  regles?: Readonly<Record<string, unknown>>
}

/** What was typed in one scope: input name → text or texts. */
export type SaisieScope = Readonly<Record<string, string | readonly string[]>>

export interface SaisieInstance {
  id: string
  valeurs: SaisieScope
}

/** What a brouillon keeps: what was typed, as it was typed, valid or not. */
export interface Saisie {
  racine: SaisieScope
  groupes: Readonly<Record<string, readonly SaisieInstance[]>>
}

export const SAISIE_VIDE: Saisie = { racine: {}, groupes: {} }

export interface Adresse {
  ligne1: string
  ligne2: string
  codePostal: string
  commune: string
  pays: string
}

export interface Personne {
  civilite: '' | 'madame' | 'monsieur'
  prenom: string
  nom: string
  /** YYYY-MM-DD, '' when the field does not ask for it. */
  dateNaissance: string
}

export interface Commune {
  nom: string
  codePostal: string
}

export type Valeur = string | number | boolean | readonly string[] | Adresse | Personne | Commune
export type ReponsesScope = Readonly<Record<string, Valeur>>
export interface Reponses {
  racine: ReponsesScope
  groupes: Readonly<Record<string, readonly { id: string; valeurs: ReponsesScope }[]>>
}

/** A document that arrived, as the engine needs to know it. */
export interface PieceRecue {
  id: string
  /** `racine.<champ>` or `<groupe>.<instance>.<champ>` */
  chemin: string
  nomFichier: string
}
