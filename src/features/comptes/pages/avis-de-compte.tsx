import { longDate } from '../../../platform/legal-clock/paris.ts'
import { DELAI_DE_CLOTURE_MS } from '../close-compte.ts'
import { AdresseRefuseeView } from './adresse-refusee-view.tsx'

const YEAR_MS = 365 * 86_400_000

/** What an account has to say to its holder at sign-in. */
export interface EtatDeCompte {
  email: string
  clotureLe: Date | null
  motDePasseLe: Date
  rappelVuLe: Date | null
  adresseRefuseeLe: Date | null
}

/** Once a year, unless it was put aside this year: the terms ask to change the password « régulièrement », nobody is forced. */
export function rappelDu({ motDePasseLe, rappelVuLe }: EtatDeCompte, now: Date): boolean {
  const since = Math.max(motDePasseLe.getTime(), rappelVuLe?.getTime() ?? 0)
  return now.getTime() - since >= YEAR_MS
}

export function AvisDeCompte({ etat, now }: { etat: EtatDeCompte; now: Date }) {
  const { clotureLe, adresseRefuseeLe, email } = etat
  return (
    <>
      {clotureLe ? (
        <div class="encadre" data-ton="attention">
          <p>
            Vous avez fermé votre espace : il sera effacé le{' '}
            {longDate(new Date(clotureLe.getTime() + DELAI_DE_CLOTURE_MS))}.
          </p>
          <form method="post" action="/espace/compte/cloture/annulation">
            <button type="submit" class="ds-button" data-variant="secondary">
              Garder mon espace
            </button>
          </form>
        </div>
      ) : null}
      {adresseRefuseeLe ? <AdresseRefuseeView email={email} depuis={adresseRefuseeLe} /> : null}
      {rappelDu(etat, now) ? (
        <div class="encadre" data-ton="info">
          <p>
            Votre mot de passe a plus d’un an. Pour votre sécurité, vous pouvez{' '}
            <a href="/espace/compte#actuel">le changer</a>. Ce n’est pas obligatoire.
          </p>
          <form method="post" action="/espace/compte/rappel">
            <button type="submit" class="lien">
              Ne plus me le rappeler cette année
            </button>
          </form>
        </div>
      ) : null}
    </>
  )
}
