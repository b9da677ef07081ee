import { dateEnMots } from '../../formulaire/dates.ts'
import { DecideurAnonyme } from '../decisions/index.ts'
import { ActeImpossible, DemandeIntrouvable, DemandeModifieeEntreTemps } from '../demandes/index.ts'
import { AcceptationImpliciteNee, statutsEnMots } from '../instruction/index.ts'
import { AttributionChangee, CollegueIntrouvable, DemandeTerminee } from './refusals.ts'

/** Why one demande of a lot was left as it is, in words; undefined for a fault, which is tried again. */
export function refusDeLot(error: unknown): string | undefined {
  if (error instanceof DemandeModifieeEntreTemps)
    return 'La demande a changé depuis votre sélection : relisez-la avant d’agir.'
  if (error instanceof ActeImpossible)
    return `Cet acte n’est pas possible dans son état : « ${statutsEnMots[error.statut]} ».`
  if (error instanceof DemandeIntrouvable) return 'Cette démarche ne vous est plus confiée.'
  if (error instanceof AcceptationImpliciteNee)
    return `Le silence l’a déjà acceptée le ${dateEnMots(error.le)} : seule une acceptation est possible.`
  if (error instanceof DecideurAnonyme)
    return 'Une décision porte le nom de qui la prend, et les usagers vous connaissent par un numéro.'
  if (error instanceof AttributionChangee) return changee(error)
  if (error instanceof DemandeTerminee) return 'La demande est terminée.'
  if (error instanceof CollegueIntrouvable) return 'L’agent choisi n’examine pas cette démarche.'
  return undefined
}

/** What happened to who has a demande. */
export const changee = ({ agent }: AttributionChangee): string =>
  agent ? `${agent} l’a reçue entre-temps.` : 'Elle n’est plus attribuée à personne.'
