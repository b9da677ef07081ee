import type { MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { documentARemplacer } from './document-a-remplacer.ts'
import { documentInutilisable } from './document-inutilisable.ts'

/** Every mail of this feature, for whoever reviews them. */
export function echantillons(deps: { mailIdentity: MailIdentity; publicOrigin: string }) {
  const reference = 'PR26-7KQ4-XM9T'
  return {
    'document-infecte-d-un-brouillon': documentARemplacer(deps, {
      refus: 'virus',
      ou: { kind: 'brouillon', id: '019ac5c1-0000-7000-8000-000000000000' },
    }),
    'document-infecte-d-une-demande': documentARemplacer(deps, {
      refus: 'virus',
      ou: { kind: 'demande', reference },
    }),
    'document-infecte-de-plusieurs-demandes': documentARemplacer(deps, {
      refus: 'virus',
      ou: { kind: 'demandes', references: [reference, 'PR26-2NV8-C3RD'] },
    }),
    'document-illisible-d-un-complement': documentARemplacer(deps, {
      refus: 'illisible',
      ou: { kind: 'complement', reference },
    }),
    'document-illisible-d-un-message': documentARemplacer(deps, {
      refus: 'illisible',
      ou: { kind: 'message', reference },
    }),
    'document-protege-garde': documentARemplacer(deps, {
      refus: 'mot-de-passe',
      ou: { kind: 'espace' },
    }),
    'document-infecte-d-une-demande-terminee': documentInutilisable(deps, {
      ...{ refus: 'virus', reference, suite: 'terminee' },
    }),
    'document-illisible-deja-remplace': documentInutilisable(deps, {
      ...{ refus: 'illisible', reference, suite: 'remplace' },
    }),
  }
}
