/** What agents read of the journal, by action. */
export const FAITS_DE_PAIEMENT = {
  'paiement.prepare': 'Paiement commencé',
  'paiement.en_cours': 'Paiement en cours',
  'paiement.accepte': 'Paiement accepté',
  'paiement.en-trop': 'Second paiement accepté, à rendre',
  'paiement.garde-a-la-place': 'Paiement gardé à la place d’un chèque impayé',
  'paiement.impaye': 'Chèque impayé',
  'paiement.ecart': 'Écart avec les comptes de Payline',
  'paiement.refuse': 'Paiement refusé par la banque',
  'paiement.annule': 'Paiement annulé par l’usager',
  'paiement.expire': 'Paiement expiré',
  'paiement.erreur': 'Paiement sans suite',
  'paiement.a_verifier': 'Paiement à vérifier',
  'paiement.decide-garder': 'Paiement vérifié, gardé',
  'paiement.decide-a-rendre': 'Paiement vérifié, à rendre',
  'paiement.decide-rien-pris': 'Paiement vérifié, rien n’a été pris',
} as const
