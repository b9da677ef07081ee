import type { Champ, SaisieScope, TypeDeChamp, Valeur } from '../definition.ts'
import { adressePostale } from './adresse-postale.ts'
import { attestation } from './attestation.ts'
import { calcul } from './calcul.ts'
import { choix } from './choix.ts'
import { choixMultiple } from './choix-multiple.ts'
import { commune } from './commune.ts'
import { courriel } from './courriel.ts'
import { date } from './date.ts'
import { decimal } from './decimal.ts'
import { entier } from './entier.ts'
import { iban } from './iban.ts'
import { information } from './information.ts'
import { montant } from './montant.ts'
import { ouiNon } from './oui-non.ts'
import { personne } from './personne.ts'
import { piece } from './piece.ts'
import { quotientFamilial } from './quotient-familial.ts'
import { telephone } from './telephone.ts'
import { texteCourt } from './texte-court.ts'
import { texteLong } from './texte-long.ts'
import type { ContexteDeLecture, Lecture, TypeChamp } from './type-champ.ts'

/** Every kind of field there is. */
export const typesDeChamp = {
  'texte-court': texteCourt,
  'texte-long': texteLong,
  entier,
  decimal,
  montant,
  'oui-non': ouiNon,
  choix,
  'choix-multiple': choixMultiple,
  date,
  courriel,
  telephone,
  'adresse-postale': adressePostale,
  commune,
  personne,
  iban,
  'quotient-familial': quotientFamilial,
  piece,
  attestation,
  information,
  calcul,
} as const satisfies { [T in TypeDeChamp]: TypeChamp<T> }

/** The kind of a field, as the compiler cannot pair them by itself. */
const typeOf = (champ: Champ): TypeChamp<TypeDeChamp> =>
  typesDeChamp[champ.type] as unknown as TypeChamp<TypeDeChamp>

export const repond = (champ: Champ): boolean => typeOf(champ).repond
export const nomsDe = (champ: Champ): readonly string[] => typeOf(champ).noms(champ)
export const lireChamp = (champ: Champ, saisie: SaisieScope, contexte: ContexteDeLecture): Lecture =>
  typeOf(champ).lire(champ, saisie, contexte)
export const afficherValeur = (champ: Champ, valeur: Valeur): string => typeOf(champ).afficher(champ, valeur)
