import { longDate } from '../../platform/legal-clock/paris.ts'

/**
 * What becomes of the time limits when the competent authority receives a demande from us (CRPA L114-3). What its
 * silence means is its own law: both cases are told.
 */
export function effetsDeLaTransmission(deposeeLe: Date): string[] {
  return [
    `Si son silence vaut refus, le délai n’a pas changé : il court depuis le ${longDate(deposeeLe)}, jour où nous avons reçu votre demande.`,
    'Si son silence vaut acceptation, le délai ne court qu’à partir du jour où elle reçoit votre demande (article L. 114-3 du code des relations entre le public et l’administration). Demandez-lui laquelle des deux règles s’applique.',
  ]
}
