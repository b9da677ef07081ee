import type { MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { GENRES } from '../genres.ts'
import { nouvelles } from './nouvelles.ts'

/** Every mail of this feature, for whoever reviews them. */
export function echantillons(deps: { mailIdentity: MailIdentity; publicOrigin: string }) {
  const demande = { reference: 'PR26-7KQ4-XM9T', titre: 'Pack rentrée' }
  const une = GENRES['demande.prise-en-charge'].phrase()
  const autres = [GENRES['piece.refusee'].phrase(), GENRES['message.recu'].phrase()]
  return {
    'nouvelles-une': nouvelles(deps, { ...demande, phrases: [une] }),
    'nouvelles-plusieurs': nouvelles(deps, { ...demande, phrases: [une, ...autres] }),
  }
}
