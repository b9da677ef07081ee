/** No such démarche to type for, or no such demande being typed, for this agent: the two look the same. */
export class SaisieIntrouvable extends Error {}
