import type { MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { documentsBientotPerimes } from './documents-bientot-perimes.ts'

const certificat = {
  nature: 'certificat-scolarite',
  dateDuDocument: '2026-09-12',
  ajouteLe: new Date('2026-09-14T08:00:00Z'),
  valableJusquAu: '2027-08-31',
} as const
const attestation = {
  nature: 'quotient-familial',
  dateDuDocument: null,
  ajouteLe: new Date('2027-05-20T08:00:00Z'),
  valableJusquAu: '2027-08-20',
} as const

/** Every mail of this feature, for whoever reviews them. */
export const echantillons = (deps: { mailIdentity: MailIdentity; publicOrigin: string }) => ({
  'document-bientot-perime': documentsBientotPerimes(deps, [certificat]),
  'documents-bientot-perimes': documentsBientotPerimes(deps, [certificat, attestation]),
})
