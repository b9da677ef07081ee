import { eurosEnMots, horsBornes, lireNombre } from '../nombres.ts'
import { texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

/** An amount in euros, kept in whole cents. */
export const montant: TypeChamp<'montant'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const brut = texteBrut(saisie, champ.id).trim()
    if (brut === '') return VIDE
    const euros = lireNombre(brut)
    const cents = euros === undefined ? undefined : Math.round(euros * 100)
    if (
      euros === undefined ||
      cents === undefined ||
      Math.abs(cents - euros * 100) > 1e-6 * Math.max(1, Math.abs(cents))
    ) {
      return erreur(champ.id, 'Écrivez un montant en euros, par exemple 12,50.')
    }
    const probleme = horsBornes(cents, { min: champ.minCents ?? 0, max: champ.maxCents }, eurosEnMots)
    return probleme ? erreur(champ.id, probleme) : valeur(cents)
  },
  afficher: (_champ, lue) => eurosEnMots(Number(lue)),
}
