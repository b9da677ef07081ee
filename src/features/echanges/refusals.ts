/** No such exchange, document or template, or not one of whoever asks: the two look the same. */
export class EchangeIntrouvable extends Error {}
