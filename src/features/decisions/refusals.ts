/** No such decision, or not one that this person may read: the two look the same. */
export class DecisionIntrouvable extends Error {}
