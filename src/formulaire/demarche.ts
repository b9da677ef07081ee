import type { Condition, DefinitionFormulaire } from './definition.ts'

/**
 * Sentences of a decision document. Variables: `{reference}`, `{demarche}`, `{service}`, `{prenom}`, `{nom}`, `{depot}`
 * and `{date}`.
 */
export interface ModeleDeDecision {
  /** The texts that apply, each a line after « Vu ». */
  textes?: readonly string[]
  /** What follows from the decision, by outcome. */
  suites?: Partial<Record<'acceptee' | 'acceptee_partiellement' | 'refusee', string>>
  /** What the calculation is for, after « Ce calcul sert à » (CRPA R311-3-1-1). */
  finaliteDuCalcul?: string
}

/** An authority to which demandes that are not ours go (CRPA L114-2). */
export interface Autorite {
  nom: string
  /** When it is the competent one, for the agent. */
  quand?: string
  adressePostale: readonly string[]
  courriel?: string
  telephone?: string
}

/** One thing that is paid for. */
export interface LigneDePaiement {
  libelle: string
  /** Once for each instance of this group; once in all when absent. */
  groupe?: string
  /** The rule of the form's publicodes that gives its price, in euros. */
  regle: string
  /** Rule name → field path, as for a field of type calcul. A line that lacks one of these answers is not due. */
  entrees: Readonly<Record<string, string>>
  /** Always when absent. */
  quand?: Condition
  /** The option of `decisionParPartie` that it pays for: paid after the decision, a refused one is not paid. */
  partie?: string
  /** The rules that explain the price, line by line. */
  detail?: readonly string[]
}

export interface PaiementDeDemarche {
  /** Paid when the demande is filed, or once it is granted. */
  moment: 'depot' | 'decision'
  joursPourPayer: number
  chequeALOrdreDe: string
  lignes: readonly LigneDePaiement[]
}

/** A démarche as its folder describes it. */
export interface Demarche {
  slug: string
  titre: string
  /** One sentence for the lists. */
  resume: string
  pourQui: readonly string[]
  ceQueCaDonne: readonly string[]
  /** « environ 15 minutes » */
  duree: string
  /** First and last day, both included, YYYY-MM-DD in Paris; or what is said while no date is known. */
  ouverture: { du: string; au: string; fictif?: boolean } | { prochainement: string }
  contact: {
    service: string
    adressePostale: readonly string[]
    telephone: string
    horaires: string
    courriel: string
  }
  /** Where the paper form goes, and what to know. */
  papier: { adressePostale: readonly string[]; consigne: string }
  /** What silence means (CRPA L231-1, L231-4) and when. */
  silence: { effet: 'rejet' | 'acceptation'; mois: number; source: string }
  recours: {
    gracieux: string
    contentieux: string
    delaiMois: number
    /** The text that makes the administrative appeal a condition of going to court (RAPO). */
    prealableObligatoire?: string
  }
  /** What is decided apart: for each instance of the group, each option chosen in a field of choices. */
  decisionParPartie?: { groupe: string; champ: string }
  /** What is paid, and when; nobody pays anything when absent. */
  paiement?: PaiementDeDemarche
  /** The words of its decisions; general ones where a field is absent. */
  modeleDeDecision?: ModeleDeDecision
  /** Who receives which data (RGPD art. 13). */
  destinataires: readonly string[]
  /** The authorities that are often the competent ones instead of us. */
  autorites?: readonly Autorite[]
  /** Questions that the statistics count by: `racine.<champ>` or `<groupe>.<champ>`. */
  statistiques?: { parOption?: string; parCommune?: string }
  /** How long a demande is kept and what becomes of it then, in words (RGPD art. 13). */
  conservation: string
  /**
   * The same for the night job: whole years after the end, and the permission of the archives départementales to
   * destroy (code du patrimoine, R212-14). Null: nothing is ever erased by itself.
   */
  finDeConservation: { annees: number; visa: string } | null
  /** What every figure marked as fictitious is called on screen. */
  mentionFictive?: string
  formulaire: DefinitionFormulaire | null
}
