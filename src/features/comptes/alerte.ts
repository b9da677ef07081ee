import type { Tx } from '../../platform/db/database.ts'
import type { ComposedMail } from '../../platform/mail/compose-mail.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { armLien, type GenreDeLien, insertLien } from './lien-store.ts'

export interface Alerte {
  usagerId: string
  /** Where it goes: not always the present address (a change is told to the former one). */
  destinataire: string
  emailNormalise: string
  courriel: ComposedMail & { modele: string }
  /** What its link opens, besides freezing the account. */
  genre?: GenreDeLien
  donnees?: Readonly<Record<string, string>>
  le: Date
}

/**
 * Queues a security mail. Each carries one secret, which freezes the account for thirty days (« ce n’était pas moi »)
 * and, for some, opens something else for a time.
 */
export async function queueAlerte(tx: Tx, linkKey: Buffer, alerte: Alerte): Promise<void> {
  const { usagerId, emailNormalise, le, genre = 'alerte', donnees } = alerte
  const id = await insertLien(tx, { genre, emailNormalise, usagerId, le, ...(donnees ? { donnees } : {}) })
  await sendLien(tx, linkKey, id, alerte)
}

/** The same for a link that was noted when it was asked for. */
export async function sendLien(
  tx: Tx,
  linkKey: Buffer,
  id: string,
  { usagerId, destinataire, courriel, le }: Omit<Alerte, 'emailNormalise'>,
): Promise<void> {
  const jetonDe = await armLien(tx, linkKey, id, usagerId)
  await queueMail(tx, le, { ...courriel, destinataire, usagerId, jetonDe })
}
