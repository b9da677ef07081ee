import { texteBrut } from '../texte.ts'
import { type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

/** A box to tick; unticked is no answer. */
export const attestation: TypeChamp<'attestation'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => (texteBrut(saisie, champ.id) === 'oui' ? valeur(true) : VIDE),
  afficher: () => 'Oui',
}
