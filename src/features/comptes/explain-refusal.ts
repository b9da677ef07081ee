import { longMoment } from '../../platform/legal-clock/paris.ts'
import { ConnexionBloquee } from './refusals.ts'

/** What a blocked person reads: until when, and why; undefined for anything else. */
export const explainBlocked = (error: unknown): string | undefined =>
  error instanceof ConnexionBloquee
    ? `Après plusieurs essais manqués, la connexion est bloquée jusqu’au ${longMoment(error.jusquA)}, pour protéger le compte. Réessayez ensuite.`
    : undefined
