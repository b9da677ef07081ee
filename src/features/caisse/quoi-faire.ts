import type { NatureDEcart } from './compare-tentative.ts'

/** What the régie does about each kind of difference. */
export const quoiFaire = {
  'accepte-sans-nous':
    'L’argent est chez Payline, et la demande n’est pas payée ici. Ouvrez la transaction dans l’administration de Payline. Prévenez l’exploitation, et ne demandez pas à la personne de payer de nouveau.',
  'accepte-sans-payline':
    'Cherchez la transaction dans l’administration de Payline, puis sur le relevé de la banque. Sans trace de l’argent, prévenez l’exploitation.',
  montant:
    'Comparez avec la transaction dans l’administration de Payline. Une différence se corrige par un remboursement, jamais en changeant une écriture.',
  transaction:
    'Ouvrez les deux transactions dans l’administration de Payline : l’une est peut-être en double.',
  restitutions:
    'Cherchez les remboursements dans l’administration de Payline : l’un y a peut-être été fait à la main, ou n’est pas encore connu ici.',
  etat: 'Le portail relit de lui-même les paiements en cours. Si l’écart est encore là demain, prévenez l’exploitation.',
} as const satisfies Record<NatureDEcart, string>
