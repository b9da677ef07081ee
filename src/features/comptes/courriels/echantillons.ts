import type { ComposedMail } from '../../../platform/mail/compose-mail.ts'
import { adresseChangee } from './adresse-changee.ts'
import { adresseDejaPrise } from './adresse-deja-prise.ts'
import { alerte, type CourrielDeps, NOMS_D_ALERTES } from './alertes.ts'
import { compteEfface } from './compte-efface.ts'
import { compteFerme } from './compte-ferme.ts'
import { connexionBloquee } from './connexion-bloquee.ts'
import { dejaInscrit } from './deja-inscrit.ts'
import { lienDeConfirmation } from './lien-de-confirmation.ts'
import { lienDeReinitialisation } from './lien-de-reinitialisation.ts'
import { nouvelleAdresse } from './nouvelle-adresse.ts'

/** A mail as it would be queued, by the name it is shown under. */
export type Echantillons = Readonly<Record<string, ComposedMail & { modele: string }>>

const LE = new Date('2026-11-23T13:32:00Z')

/** Every mail of this feature, for whoever reviews them. */
export function echantillons(deps: CourrielDeps): Echantillons {
  const alertes = NOMS_D_ALERTES.map(
    (nom) => [nom, alerte(deps, nom, { le: LE, appareil: 'Firefox sur un Mac' })] as const,
  )
  return {
    'lien-de-confirmation': lienDeConfirmation(deps),
    'deja-inscrit': dejaInscrit(deps),
    'lien-de-reinitialisation': lienDeReinitialisation(deps),
    'connexion-bloquee': connexionBloquee(deps, LE),
    'nouvelle-adresse': nouvelleAdresse(deps),
    'adresse-deja-prise': adresseDejaPrise(deps),
    'adresse-changee': adresseChangee(deps, LE),
    'compte-ferme': compteFerme(deps, new Date('2026-12-23T13:32:00Z')),
    'compte-efface': compteEfface(deps),
    ...Object.fromEntries(alertes),
  }
}
