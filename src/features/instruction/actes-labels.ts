import type { Acte, Statut, transitions } from '../demandes/index.ts'
import { FAITS_DE_PAIEMENT } from '../paiements/index.ts'
import { FAITS_DE_REMBOURSEMENT } from '../remboursements/index.ts'

/** The acts of the counter, as the end of their address. */
export const ACTES_D_AGENT = [
  'prendre-en-charge',
  'accepter',
  'demander-complement',
  'refuser',
  'classer-sans-suite',
] as const satisfies readonly Acte[]
export type ActeDAgent = (typeof ACTES_D_AGENT)[number]

interface ActeLabel {
  /** End of the address that the form posts to. */
  chemin: string
  titre: string
  bouton: string
  /** What happens, said before the button is pressed. */
  consequence: string
}

export const actesLabels = {
  'prendre-en-charge': {
    chemin: 'prise-en-charge',
    titre: 'Prendre en charge',
    bouton: 'Prendre en charge',
    consequence: 'La demande vous est attribuée et l’usager est prévenu que son examen commence.',
  },
  'demander-complement': {
    chemin: 'complement',
    titre: 'Demander un complément',
    bouton: 'Envoyer la demande de complément',
    consequence: 'L’usager est prévenu par courriel et lit la liste dans son espace.',
  },
  accepter: {
    chemin: 'acceptation',
    titre: 'Accepter',
    bouton: 'Accepter la demande',
    consequence:
      'La décision prend effet aussitôt. Seul un responsable peut ensuite la corriger ou la retirer. Elle porte vos prénom, nom et qualité.',
  },
  refuser: {
    chemin: 'refus',
    titre: 'Refuser',
    bouton: 'Refuser la demande',
    consequence:
      'La décision prend effet aussitôt. Seul un responsable peut ensuite la corriger ou la retirer. Elle porte vos prénom, nom et qualité ; les voies et délais de recours y sont ajoutés.',
  },
  'classer-sans-suite': {
    chemin: 'sans-suite',
    titre: 'Classer sans suite',
    bouton: 'Classer sans suite',
    consequence: 'La demande est fermée. L’usager lit le motif dans son espace.',
  },
} as const satisfies Record<ActeDAgent, ActeLabel>

/** The states as agents speak of them. */
export const statutsEnMots = {
  deposee: 'À prendre en charge',
  en_instruction: 'En cours d’examen',
  a_completer: 'Complément attendu',
  acceptee: 'Acceptée',
  acceptee_partiellement: 'Acceptée en partie',
  refusee: 'Refusée',
  sans_suite: 'Classée sans suite',
  desistee: 'Retirée par l’usager',
  transmise: 'Transmise à une autre autorité',
} as const satisfies Record<Statut, string>

type ActionDActe = (typeof transitions)[Acte]['journal']

/** What agents read of the changes of state; the compiler proves that none is missing. */
const ACTES_FAITS = {
  'demande.prise-en-charge': 'Prise en charge',
  'demande.complement-demande': 'Complément demandé',
  'demande.complement-recu': 'Complément reçu',
  'demande.complement-recu-en-partie': 'Complément reçu en partie',
  'demande.document-recu': 'Élément ajouté par l’usager',
  'demande.acceptation-implicite': 'Acceptation née du silence',
  'demande.acceptee': 'Demande acceptée',
  'demande.acceptee-en-partie': 'Demande acceptée en partie',
  'demande.refusee': 'Demande refusée',
  'demande.classee-sans-suite': 'Demande classée sans suite',
  'demande.desistee': 'Demande retirée par l’usager',
  'demande.decision-retiree': 'Décision retirée',
  'demande.decision-corrigee': 'Décision corrigée',
  'demande.transmise': 'Demande transmise à une autre autorité',
} as const satisfies Record<ActionDActe, string>

const AUTRES_FAITS: Readonly<Record<string, string>> = {
  'demande.rejet-implicite': 'Rejet né du silence',
  'demande.delai-repris': 'Complément en retard, délai de réponse repris',
  'demande.delai-prolonge': 'Échéance du complément prolongée',
  'demande.motifs-demandes': 'Motifs du rejet implicite demandés',
  'demande.motifs-communiques': 'Motifs du rejet implicite communiqués',
  'piece.acceptee': 'Document accepté',
  'piece.refusee': 'Document refusé',
  'piece.perimee': 'Document plus valable',
  'piece.remplacee': 'Document remplacé par l’usager',
  'demande.deposee': 'Demande déposée',
  'decision.consultee': 'Décision ouverte par l’usager',
  'decision.notifiee': 'Décision notifiée, non ouverte en quinze jours',
  'decision.postee': 'Lettre de décision envoyée',
  'demande.attribuee': 'Demande attribuée',
  'demande.consultee': 'Demande ouverte',
  'piece.recue': 'Document reçu',
  'piece.quarantaine': 'Document en cours d’analyse',
  'piece.saine': 'Document sans virus connu',
  'piece.liberee': 'Document ouvert aux agents',
  'piece.non-analysee': 'Document non analysé',
  'piece.infectee': 'Document détruit : il contenait un virus',
  'piece.ecartee': 'Document inutilisable',
  'piece.apercus-consultes': 'Pages d’un document vues',
  'piece.consultee': 'Document consulté',
  'piece.retiree': 'Document retiré',
  'message.envoye': 'Message envoyé',
  'note.ecrite': 'Note interne écrite',
  'demande.journal-exporte': 'Journal téléchargé',
  'transmission.dossier-emporte': 'Dossier téléchargé pour l’autre autorité',
  'lettre.imprimee': 'Lettre imprimée',
  'demande.saisie-papier': 'Demande papier saisie',
  'avis.demande': 'Avis demandé à un collègue',
  'avis.relance': 'Collègue relancé pour son avis',
  'avis.dossier-lu': 'Dossier lu pour un avis',
  'avis.rendu': 'Avis donné',
  'demande.fin-de-conservation-annoncee': 'Effacement annoncé à l’usager',
  'demande.fin-de-conservation-fixee': 'Effacement prévu, personne à prévenir : le compte est effacé',
  'demande.conservation-suspendue': 'Gardée plus longtemps',
  'demande.conservation-reprise': 'Durée de conservation reprise',
  'avis.retire': 'Demande d’avis retirée',
  ...FAITS_DE_PAIEMENT,
  ...FAITS_DE_REMBOURSEMENT,
  'avis.sans-objet': 'Avis plus attendu, examen terminé',
}

/** One line of the journal in words; an action that nobody named yet is shown as it is, never hidden. */
export function faitEnMots(action: string): string {
  return (
    (ACTES_FAITS as Readonly<Record<string, string>>)[action] ??
    AUTRES_FAITS[action] ??
    `Autre fait (${action})`
  )
}

/** What raises the revision without an act: a decision is not taken on documents that are not those of the page. */
const DOCUMENTS_CHANGES: readonly string[] = [
  'piece.remplacee',
  'piece.acceptee',
  'piece.refusee',
  'piece.perimee',
]

/** Whether this line of the journal changed the revision of the demande. */
export function isChangeOfState(action: string): boolean {
  return Object.hasOwn(ACTES_FAITS, action) || DOCUMENTS_CHANGES.includes(action)
}
