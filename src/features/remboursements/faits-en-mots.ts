/** What agents read of the journal, by action. */
export const FAITS_DE_REMBOURSEMENT = {
  'remboursement.demande': 'Remboursement demandé',
  'remboursement.valide': 'Remboursement validé par une deuxième personne',
  'remboursement.refuse': 'Remboursement refusé par une deuxième personne',
  'remboursement.abandonne': 'Remboursement abandonné',
  'remboursement.envoye': 'Remboursement envoyé à Payline',
  'remboursement.pas-parti': 'Remboursement pas encore parti : Payline ne répond pas',
  'remboursement.refuse-par-le-prestataire': 'Remboursement refusé par Payline',
  'remboursement.incertain': 'Remboursement incertain, à vérifier',
  'remboursement.renvoye': 'Remboursement renvoyé',
  'remboursement.rien-pris': 'Remboursement conclu : rien n’avait été pris',
  'remboursement.virement': 'Remboursement fait par virement',
  'remboursement.fait': 'Remboursement fait',
} as const
