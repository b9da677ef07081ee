import type { LockRules } from '../session/lockout.ts'

/** What another collectivité changes: see collectivite.ts at the root. Read-only everywhere else. */
export interface Collectivite {
  /** Full name with its article-free form: « Département de l’Isère ». */
  nom: string
  /** With its article, for sentences: « le Département de l’Isère ». */
  nomAvecArticle: string
  /** Name of the portal, in page titles and mails. */
  portail: string
  /** Lines of the postal address, name first. */
  adressePostale: readonly string[]
  telephone: string
  horaires: string
  courriel: string
  site: string
  dpo: { nom: string; courriel: string; adressePostale: readonly string[] }
  expediteur: { nom: string; adresse: string }
  /** Stated on every page (RGAA): no audit yet means « non conforme ». */
  accessibilite: 'totalement conforme' | 'partiellement conforme' | 'non conforme'
  tribunal: { nom: string; adresse: string; site: string }
  /** Failures and minutes of the lock-out; what is left out keeps the product's figures. */
  verrou?: Partial<LockRules>
}
