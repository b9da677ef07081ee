import type { DefinitionFormulaire } from './definition.ts'

/** An authority to which demandes that are not ours go (CRPA L114-2). */
export interface Autorite {
  nom: string
  /** When it is the competent one, for the agent. */
  quand?: string
  adressePostale: readonly string[]
  courriel?: string
  telephone?: string
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
  recours: { gracieux: string; contentieux: string; delaiMois: number }
  /** Who receives which data (RGPD art. 13). */
  destinataires: readonly string[]
  /** The authorities that are often the competent ones instead of us. */
  autorites?: readonly Autorite[]
  /** Questions that the statistics count by: `racine.<champ>` or `<groupe>.<champ>`. */
  statistiques?: { parOption?: string; parCommune?: string }
  conservation: string
  /** What every figure marked as fictitious is called on screen. */
  mentionFictive?: string
  formulaire: DefinitionFormulaire | null
}
