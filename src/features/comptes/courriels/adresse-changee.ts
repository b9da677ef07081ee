import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { type CourrielDeps, courrielDAlerte } from './alertes.ts'

/** To the former address: for seven days its holder may take it back. */
export function adresseChangee(deps: CourrielDeps, le: Date) {
  return courrielDAlerte(
    deps,
    'adresse-changee',
    'L’adresse de votre espace a changé',
    [
      {
        type: 'paragraphe',
        texte: `L’adresse de votre espace a été changée le ${longMoment(le)}. C’est désormais avec la nouvelle que vous vous connectez, et là que nous vous écrivons.`,
      },
      { type: 'paragraphe', texte: 'C’était vous ? Vous n’avez rien à faire.' },
    ],
    'Ce n’était pas vous ? Pendant sept jours, ce lien rétablit cette adresse-ci. Il bloque aussi votre espace et nous prévient.',
  )
}
