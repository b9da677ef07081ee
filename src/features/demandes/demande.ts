/** The states of a demande, from its dépôt to its end. A brouillon is not yet a demande. */
export const STATUTS = [
  'deposee',
  'en_instruction',
  'a_completer',
  'acceptee',
  'acceptee_partiellement',
  'refusee',
  'sans_suite',
  'desistee',
  'transmise',
] as const
export type Statut = (typeof STATUTS)[number]

interface StatutFacts {
  /** What the person reads. */
  libelle: string
  /** Whether nothing more is waited for: only a decision may still be corrected or withdrawn. */
  final: boolean
  /** Who is expected to act now. */
  attendu: 'usager' | 'agent' | 'personne'
  ton: 'info' | 'attention' | 'succes' | 'danger' | 'neutre'
}

export const statuts = {
  deposee: { libelle: 'Reçue', final: false, attendu: 'agent', ton: 'info' },
  en_instruction: { libelle: 'En cours d’examen', final: false, attendu: 'agent', ton: 'info' },
  a_completer: { libelle: 'À compléter', final: false, attendu: 'usager', ton: 'attention' },
  acceptee: { libelle: 'Acceptée', final: true, attendu: 'personne', ton: 'succes' },
  acceptee_partiellement: {
    libelle: 'Acceptée en partie',
    final: true,
    attendu: 'personne',
    ton: 'succes',
  },
  refusee: { libelle: 'Refusée', final: true, attendu: 'personne', ton: 'danger' },
  sans_suite: { libelle: 'Classée sans suite', final: true, attendu: 'personne', ton: 'neutre' },
  transmise: { libelle: 'Transmise', final: true, attendu: 'personne', ton: 'neutre' },
  desistee: { libelle: 'Retirée par vous', final: true, attendu: 'personne', ton: 'neutre' },
} as const satisfies Record<Statut, StatutFacts>

/** Whether nothing more can happen to a demande in this state. */
export const isFinal = (statut: string): boolean =>
  Object.hasOwn(statuts, statut) && statuts[statut as Statut].final

export const ACTES = [
  'prendre-en-charge',
  'demander-complement',
  'demander-document',
  'repondre-complement',
  'repondre-en-partie',
  'completer',
  'completer-apres-decision',
  'accepter',
  'accepter-en-partie',
  'refuser',
  'classer-sans-suite',
  'transmettre',
  'desister',
  'retirer-decision',
  'corriger-decision',
  'constater-silence',
] as const
export type Acte = (typeof ACTES)[number]

/** The system acts by itself, on the days that the law sets. */
export type Par = 'usager' | 'agent' | 'systeme'

interface Transition {
  de: readonly Statut[]
  /** Null where the state stays what it is. */
  vers: Statut | null
  par: Par
  /** The line that the journal and the timeline keep. */
  journal: string
}

/** The states that a decision leads to. */
export const DECIDEES = [
  'acceptee',
  'acceptee_partiellement',
  'refusee',
  'sans_suite',
] as const satisfies readonly Statut[]

/** Every change of state there is. No state is changed anywhere else. */
export const transitions = {
  'prendre-en-charge': {
    de: ['deposee'],
    vers: 'en_instruction',
    par: 'agent',
    journal: 'demande.prise-en-charge',
  },
  'demander-complement': {
    de: ['en_instruction'],
    vers: 'a_completer',
    par: 'agent',
    journal: 'demande.complement-demande',
  },
  // What is not indispensable stops nothing (CRPA L114-5-1): the examination goes on while it is waited for.
  'demander-document': {
    de: ['en_instruction'],
    vers: 'en_instruction',
    par: 'agent',
    journal: 'demande.complement-demande',
  },
  'repondre-complement': {
    de: ['a_completer'],
    vers: 'en_instruction',
    par: 'usager',
    journal: 'demande.complement-recu',
  },
  'repondre-en-partie': {
    de: ['a_completer'],
    vers: 'a_completer',
    par: 'usager',
    journal: 'demande.complement-recu-en-partie',
  },
  completer: {
    de: ['en_instruction'],
    vers: 'en_instruction',
    par: 'usager',
    journal: 'demande.document-recu',
  },
  // A document that did not stop the examination comes after the right was granted, which counts from then (L114-5-1).
  'completer-apres-decision': {
    de: ['acceptee', 'acceptee_partiellement'],
    vers: null,
    par: 'usager',
    journal: 'demande.document-recu',
  },
  accepter: { de: ['en_instruction'], vers: 'acceptee', par: 'agent', journal: 'demande.acceptee' },
  'accepter-en-partie': {
    de: ['en_instruction'],
    vers: 'acceptee_partiellement',
    par: 'agent',
    journal: 'demande.acceptee-en-partie',
  },
  refuser: {
    de: ['en_instruction', 'a_completer'],
    vers: 'refusee',
    par: 'agent',
    journal: 'demande.refusee',
  },
  'classer-sans-suite': {
    de: ['deposee', 'en_instruction', 'a_completer'],
    vers: 'sans_suite',
    par: 'agent',
    journal: 'demande.classee-sans-suite',
  },
  // To the competent authority (CRPA L114-2).
  transmettre: {
    de: ['deposee', 'en_instruction', 'a_completer'],
    vers: 'transmise',
    par: 'agent',
    journal: 'demande.transmise',
  },
  desister: {
    de: ['deposee', 'en_instruction', 'a_completer'],
    vers: 'desistee',
    par: 'usager',
    journal: 'demande.desistee',
  },
  // Silence that accepts (CRPA L231-1). One that rejects changes no state: an express decision may still replace it.
  'constater-silence': {
    de: ['deposee', 'en_instruction', 'a_completer'],
    vers: 'acceptee',
    par: 'systeme',
    journal: 'demande.acceptation-implicite',
  },
  // A decision that is withdrawn leaves the demande to be decided again (CRPA L242-1).
  'retirer-decision': {
    de: DECIDEES,
    vers: 'en_instruction',
    par: 'agent',
    journal: 'demande.decision-retiree',
  },
  'corriger-decision': { de: DECIDEES, vers: null, par: 'agent', journal: 'demande.decision-corrigee' },
} as const satisfies Record<Acte, Transition>

/** Whether this kind of actor may do this act while the demande is in this state. */
export function isAllowed(acte: Acte, statut: Statut, par: Par): boolean {
  const transition: Transition = transitions[acte]
  return transition.par === par && transition.de.includes(statut)
}

/** The acts open to this kind of actor, in the order of the table. */
export function allowedActes(statut: Statut, par: Par): Acte[] {
  return ACTES.filter((acte) => isAllowed(acte, statut, par))
}
