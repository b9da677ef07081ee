import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { type CourrielDeps, courrielDAlerte } from '../../comptes/index.ts'
import type { SignalementContexte } from './signalement-recu.ts'

/** Somebody reported misuse by the public form: only the holder, who reads this mailbox, may freeze the account. */
export function gelPropose(deps: CourrielDeps, { le, reference }: SignalementContexte) {
  return courrielDAlerte(
    deps,
    'gel-propose',
    'Un signalement concerne votre espace',
    [
      {
        type: 'paragraphe',
        texte: `Quelqu’un, peut-être vous, nous a signalé le ${longMoment(le)} une utilisation non autorisée de votre espace. Rien n’a changé pour l’instant.`,
      },
      { type: 'definitions', lignes: [['Référence du signalement', reference]] },
    ],
    'Vous craignez que quelqu’un utilise votre espace ? Bloquez-le tout de suite par ce lien. Sinon, vous n’avez rien à faire.',
  )
}
