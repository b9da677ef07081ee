import { addDays } from '../../platform/legal-clock/add-days.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { allowedActes, type Statut } from '../demandes/index.ts'
import {
  type ActeRecu,
  acceptDemande,
  closeDemande,
  type Erreurs,
  type InstructionDeps,
  parseComplement,
  parseMotivation,
  parseTexteLibre,
  requestComplement,
  takeDemande,
} from '../instruction/index.ts'
import { assignDemande } from './assign-demande.ts'
import { typedUuid } from './typed-uuid.ts'

/** What may be done to many demandes at once. A refusal is not among them: its reasons are those of one dossier. */
export const ACTES_DE_LOT = [
  'attribuer',
  'prendre-en-charge',
  'demander-complement',
  'accepter',
  'classer-sans-suite',
] as const
export type ActeDeLot = (typeof ACTES_DE_LOT)[number]

export type Valeurs = Readonly<Record<string, string>>

interface DefinitionDActe {
  libelle: string
  bouton: string
  /** What will happen to each demande, said before. */
  consequence: string
  /** The fields of its form, the same for all. */
  champs: readonly string[]
  check: (valeurs: Valeurs, today: string) => Erreurs
  run: (
    deps: InstructionDeps,
    acteur: AgentActor,
    recu: ActeRecu & { agentVu: string | null },
    valeurs: Valeurs,
  ) => Promise<Erreurs>
}

const text = (valeurs: Valeurs, champ: string): string => valeurs[champ] ?? ''
const complement = (valeurs: Valeurs) => ({
  elements: text(valeurs, 'elements'),
  echeance: text(valeurs, 'echeance'),
  message: text(valeurs, 'message'),
})
const erreursDe = (lu: { ok: true } | { ok: false; erreurs: Erreurs }): Erreurs => (lu.ok ? [] : lu.erreurs)

/** The acts, each through the same use case as on the page of one demande. */
export const actesDeLot = {
  attribuer: {
    libelle: 'Attribuer à un agent',
    bouton: 'Attribuer ces demandes',
    consequence: 'Chaque demande est confiée à l’agent choisi. Son état ne change pas.',
    champs: ['agent'],
    check: (valeurs) =>
      typedUuid(text(valeurs, 'agent'))
        ? []
        : [{ champ: 'agent', message: 'Choisissez à qui les attribuer.' }],
    run: async (deps, acteur, { reference, agentVu }, valeurs) => {
      await assignDemande(deps, acteur, { reference, agentVu, agentId: typedUuid(text(valeurs, 'agent')) })
      return []
    },
  },
  'prendre-en-charge': {
    libelle: 'Prendre en charge',
    bouton: 'Prendre ces demandes en charge',
    consequence: 'Chaque demande vous est attribuée et l’usager est prévenu que son examen commence.',
    champs: [],
    check: () => [],
    run: async (deps, acteur, recu) => {
      await takeDemande(deps, acteur, recu)
      return []
    },
  },
  'demander-complement': {
    libelle: 'Demander le même complément',
    bouton: 'Envoyer ces demandes de complément',
    consequence:
      'Chaque usager est prévenu par courriel et lit la liste dans son espace. Pour qui a écrit sur papier sans donner d’adresse électronique, une lettre est à imprimer.',
    champs: ['elements', 'echeance', 'message'],
    check: (valeurs, today) => erreursDe(parseComplement(complement(valeurs), today)),
    run: (deps, acteur, recu, valeurs) =>
      requestComplement(deps, acteur, { ...recu, saisie: complement(valeurs) }),
  },
  accepter: {
    libelle: 'Accepter',
    bouton: 'Accepter ces demandes',
    consequence:
      'Tout ce qui est demandé est accordé, pour chaque personne. Chaque décision prend effet aussitôt. Seul un responsable peut ensuite la corriger ou la retirer. Elle porte vos prénom, nom et qualité.',
    champs: ['motivation'],
    check: (valeurs) => erreursDe(parseTexteLibre('motivation', text(valeurs, 'motivation'))),
    run: (deps, acteur, recu, valeurs) =>
      acceptDemande(deps, acteur, { ...recu, motivation: text(valeurs, 'motivation') }),
  },
  'classer-sans-suite': {
    libelle: 'Classer sans suite',
    bouton: 'Classer ces demandes sans suite',
    consequence: 'Chaque demande est fermée. L’usager lit le motif dans son espace.',
    champs: ['motivation'],
    check: (valeurs) => erreursDe(parseMotivation(text(valeurs, 'motivation'))),
    run: (deps, acteur, recu, valeurs) =>
      closeDemande(deps, acteur, { ...recu, motivation: text(valeurs, 'motivation') }),
  },
} as const satisfies Record<ActeDeLot, DefinitionDActe>

/** Days proposed for a complement asked from many. */
export const echeanceProposee = (today: string): string => addDays(today, 30)

/** Whether a state leaves this act open. */
export function opens(acte: ActeDeLot, statut: Statut): boolean {
  const allowed: readonly string[] = allowedActes(statut, 'agent')
  return acte === 'attribuer' ? allowed.length > 0 : allowed.includes(acte)
}
