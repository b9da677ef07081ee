import { parisTime } from '../../platform/legal-clock/paris.ts'

/** Why the present password of an agent was not taken. @param jusquA until when no password is tried, when blocked */
export const explainPassword = (jusquA: Date | undefined): string =>
  jusquA
    ? `Après plusieurs essais manqués, c’est bloqué jusqu’à ${parisTime(jusquA)}. Réessayez ensuite.`
    : 'Ce n’est pas votre mot de passe. Vérifiez-le et recommencez.'
