/** The states of a demande, from its dépôt to its end. A brouillon is not yet a demande. */
export const STATUTS = [
  'deposee',
  'en_instruction',
  'a_completer',
  'acceptee',
  'refusee',
  'sans_suite',
  'desistee',
  'transmise',
] as const
export type Statut = (typeof STATUTS)[number]

interface StatutFacts {
  /** What the person reads. */
  libelle: string
  /** Whether nothing more can happen. */
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
  'repondre-complement',
  'accepter',
  'refuser',
  'classer-sans-suite',
  'transmettre',
  'desister',
] as const
export type Acte = (typeof ACTES)[number]

interface Transition {
  de: readonly Statut[]
  vers: Statut
  par: 'usager' | 'agent'
  /** The line that the journal and the timeline keep. */
  journal: string
}

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
  'repondre-complement': {
    de: ['a_completer'],
    vers: 'en_instruction',
    par: 'usager',
    journal: 'demande.complement-recu',
  },
  accepter: { de: ['en_instruction'], vers: 'acceptee', par: 'agent', journal: 'demande.acceptee' },
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
} as const satisfies Record<Acte, Transition>

/** Whether this kind of actor may do this act while the demande is in this state. */
export function isAllowed(acte: Acte, statut: Statut, par: 'usager' | 'agent'): boolean {
  const transition: Transition = transitions[acte]
  return transition.par === par && transition.de.includes(statut)
}

/** The acts open to this kind of actor, in the order of the table. */
export function allowedActes(statut: Statut, par: 'usager' | 'agent'): Acte[] {
  return ACTES.filter((acte) => isAllowed(acte, statut, par))
}
