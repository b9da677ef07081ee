import type { LockRules } from '../session/lockout.ts'

/** A fact that a page must state; `fictif` while it is an example that nobody has confirmed, and the page says so. */
export interface Mention {
  texte: string
  fictif?: true
}

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
  /** Who publishes and who hosts (law n° 2004-575, article 1-1). */
  publication: {
    siren: Mention
    directeur: Mention
    hebergeur: { nom: string; adressePostale: readonly string[]; telephone: string; fictif?: true }
    /** Where the source of the software can be read; absent while it stands nowhere. */
    codeSource?: string
  }
  /** Where weaknesses are reported, on `/securite` and in security.txt. */
  securite: { courriel: string }
  expediteur: { nom: string; adresse: string }
  /** Stated on every page (RGAA): no audit yet means « non conforme ». */
  accessibilite: 'totalement conforme' | 'partiellement conforme' | 'non conforme'
  /** What the declaration says beside that word (RGAA 4.1, decree n° 2019-768). */
  declarationAccessibilite: {
    /** YYYY-MM-DD; a declaration lives three years at most. */
    etablieLe: string
    /** The audit by a third party; none yet means « non conforme ». */
    audit?: { auditeur: string; le: string; pourcentage: number; nonConformites: readonly string[] }
    /** First and last year, three at most, and what is engaged. */
    schema: { de: number; a: number; engagements: readonly string[]; fictif?: true }
    plan: { annee: number; actions: readonly string[]; bilan: string; fictif?: true }
  }
  /** Days after the end of a demande during which people still write about it on line; 60 when left out. */
  echanges?: { joursApresLaFin: number }
  /** Above so many cents a refund waits for a second person; 100 € when left out. */
  remboursements?: { validationAuDelaDeCents: number }
  tribunal: { nom: string; adresse: string; site: string }
  /** Days before the deadline of a complement when a mail reminds of it; 7 and 2 when left out. */
  rappelsComplementJours?: readonly number[]
  /** Failures and minutes of the lock-out; what is left out keeps the product's figures. */
  verrou?: Partial<LockRules>
}
