import { dateEnMots } from '../../formulaire/dates.ts'
import { lastDayToWithdraw } from '../../platform/legal-clock/notification.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { isFavorable, type Sens } from './sens-de-decision.ts'

/** On what ground a decision is withdrawn. */
export const FONDEMENTS = ['illegale', 'fraude', 'demande', 'reexamen'] as const
export type Fondement = (typeof FONDEMENTS)[number]

interface FondementFacts {
  libelle: string
  aide: string
  /** The ground in law, as the document states it (CRPA L211-5). */
  enDroit: string
  /** The decisions that it may withdraw. */
  pour: 'toutes' | 'favorables' | 'defavorables'
  /** Only within four months of the decision. */
  quatreMois: boolean
  /** Whether the person must have been heard before (CRPA L121-1), where it takes back what they were granted. */
  contradictoire: boolean
}

export const fondements = {
  illegale: {
    libelle: 'La décision est illégale',
    aide: 'Dans les quatre mois qui suivent la décision (CRPA, L242-1 et L243-3).',
    enDroit:
      'La décision est illégale : elle est retirée dans les quatre mois (articles L. 242-1 et L. 243-3 du code des relations entre le public et l’administration).',
    pour: 'toutes',
    quatreMois: true,
    contradictoire: true,
  },
  fraude: {
    libelle: 'La décision a été obtenue par fraude',
    aide: 'À tout moment (CRPA, L241-2).',
    enDroit:
      'La décision a été obtenue par fraude (article L. 241-2 du code des relations entre le public et l’administration).',
    pour: 'favorables',
    quatreMois: false,
    contradictoire: true,
  },
  demande: {
    libelle: 'L’usager le demande, pour une décision plus favorable',
    aide: 'À tout moment (CRPA, L242-4).',
    enDroit:
      'Vous l’avez demandé, pour une décision plus favorable (article L. 242-4 du code des relations entre le public et l’administration).',
    pour: 'favorables',
    quatreMois: false,
    contradictoire: false,
  },
  reexamen: {
    libelle: 'La demande est réexaminée, par exemple après un recours gracieux',
    aide: 'Pour un refus ou un classement seulement, à tout moment (CRPA, L243-1 et L411-2).',
    enDroit:
      'Votre demande est réexaminée : la décision est abrogée (article L. 243-1 du code des relations entre le public et l’administration).',
    pour: 'defavorables',
    quatreMois: false,
    contradictoire: false,
  },
} as const satisfies Record<Fondement, FondementFacts>

export const isFondement = (typed: string): typed is Fondement => Object.hasOwn(fondements, typed)

/** Why a decision cannot be withdrawn on this ground today, in words; undefined when it can. */
export function whyNotWithdrawn(
  decision: { sens: Sens; priseLe: Date },
  fondement: Fondement,
  now: Date,
): string | undefined {
  const { pour, quatreMois }: FondementFacts = fondements[fondement]
  const favorable = isFavorable(decision.sens)
  if (pour === 'favorables' && !favorable)
    return 'Ce fondement ne vaut que pour une décision qui accorde quelque chose. Choisissez-en un autre.'
  if (pour === 'defavorables' && favorable)
    return 'Une décision qui accorde quelque chose ne se retire pas pour la réexaminer. Choisissez un autre fondement.'
  const last = lastDayToWithdraw(decision.priseLe)
  if (quatreMois && parisDay(now) > last)
    return `Les quatre mois pour retirer une décision illégale ont pris fin le ${dateEnMots(last)}. La décision reste valable.`
  return undefined
}

/** Whether the person must have been able to answer before (CRPA L121-1, L122-1). */
export const wantsContradictoire = (sens: Sens, fondement: Fondement): boolean =>
  isFavorable(sens) && fondements[fondement].contradictoire
