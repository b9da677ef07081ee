import type { Echantillons } from '../../comptes/index.ts'
import { chequeImpaye } from './cheque-impaye.ts'

/** Every mail of this feature, for whoever reviews them. */
export function echantillons(deps: Parameters<typeof chequeImpaye>[0]): Echantillons {
  const demande = { reference: 'PR26-7KQ4-XM9T', demarche: 'Pack rentrée', montantCents: 2200 }
  return {
    'cheque-impaye': chequeImpaye(deps, { ...demande, aPayer: true, enLigne: true }),
    'cheque-impaye-plus-du': chequeImpaye(deps, { ...demande, aPayer: false, enLigne: true }),
  }
}
