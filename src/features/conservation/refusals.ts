/** No such demande that has ended, or not one of whoever asks: the two look the same. */
export class ConservationIntrouvable extends Error {}
