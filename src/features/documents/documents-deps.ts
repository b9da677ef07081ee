import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import type { PiecesDeps } from '../pieces/index.ts'

export interface DocumentsDeps extends PiecesDeps {
  mailIdentity: MailIdentity
  publicOrigin: string
}
