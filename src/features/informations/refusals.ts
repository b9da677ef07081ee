/** No such child, or not one of this household. */
export class EnfantIntrouvable extends Error {}

/** More children than any household has. */
export class FoyerPlein extends Error {}
