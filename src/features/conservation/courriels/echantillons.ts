import type { Demarche } from '../../../formulaire/demarche.ts'
import type { MailIdentity } from '../../../platform/mail/compose-mail.ts'
import type { Echantillons } from '../../comptes/index.ts'
import { demandeBientotEffacee } from './demande-bientot-effacee.ts'

/** Every mail of this feature, for whoever reviews them. */
export const echantillons = (deps: {
  mailIdentity: MailIdentity
  publicOrigin: string
  demarches: readonly Demarche[]
}): Echantillons =>
  Object.fromEntries(
    deps.demarches
      .slice(0, 1)
      .map((demarche) => [
        'demande-bientot-effacee',
        demandeBientotEffacee(deps, { reference: 'PR26-7KQ4-XM9T', demarche, echeance: '2031-12-23' }),
      ]),
  )
