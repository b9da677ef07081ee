import type { Demarche } from '../../../formulaire/demarche.ts'
import type { Echantillons } from '../../comptes/index.ts'
import { paiementRecu } from './paiement-recu.ts'
import { paiementRienPris } from './paiement-rien-pris.ts'
import { paiementAFaire, rappelDePaiement } from './rappel-de-paiement.ts'

/** Every mail of this feature, for whoever reviews them. */
export function echantillons(
  deps: Parameters<typeof paiementRecu>[0] & { demarches: readonly Demarche[] },
): Echantillons {
  const paiement = {
    reference: 'PR26-7KQ4-XM9T',
    demarche: 'Pack rentrée',
    paiementId: '0192f0c1-2b3c-7def-8123-456789abcdef',
    commande: 'PR26-7KQ4-XM9T-1',
    montantCents: 2200,
    le: new Date('2026-11-23T13:32:00Z'),
  }
  const demarche = deps.demarches.find((one) => one.paiement)
  const somme = demarche && {
    ...{ reference: paiement.reference, demarche, montantCents: 2200 },
    echeance: '2026-12-23',
  }
  return {
    ...(somme
      ? {
          'paiement-a-faire': paiementAFaire(deps, { ...somme, enLigne: true }),
          'paiement-a-faire-par-cheque': paiementAFaire(deps, { ...somme, enLigne: false }),
          'rappel-de-paiement': rappelDePaiement(deps, { ...somme, enLigne: true, genre: 'rappel' }),
          'paiement-en-retard': rappelDePaiement(deps, { ...somme, enLigne: true, genre: 'relance' }),
        }
      : {}),
    'paiement-recu': paiementRecu(deps, { ...paiement, sort: 'garde' }),
    'paiement-recu-par-cheque': paiementRecu(deps, { ...paiement, sort: 'garde', parCheque: true }),
    'paiement-en-trop': paiementRecu(deps, { ...paiement, commande: 'PR26-7KQ4-XM9T-2', sort: 'en-trop' }),
    'paiement-a-rendre': paiementRecu(deps, { ...paiement, sort: 'a-rendre' }),
    'paiement-rien-pris': paiementRienPris(deps, paiement),
  }
}
