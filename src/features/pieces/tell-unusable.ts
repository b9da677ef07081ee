import type { RefusDePiece } from '../../formulaire/refus-de-piece.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { notifie } from '../notifications/index.ts'
import { documentARemplacer, type Ou } from './courriels/document-a-remplacer.ts'

export interface TellDeps {
  mailIdentity: MailIdentity
  publicOrigin: string
}

/**
 * Tells the person that a file of theirs cannot be used, wherever it stands: one mail, whatever they chose to receive,
 * because something they believe done is not. What an agent added is told on the page of the demande only.
 */
export async function tellUnusable(
  deps: TellDeps,
  tx: Tx,
  fichierId: string,
  refus: RefusDePiece,
  le: Date,
): Promise<void> {
  const usager = await tx
    .selectFrom('fichier')
    .innerJoin('usager', 'usager.id', 'fichier.usager_id')
    .select(['usager.id', 'usager.email'])
    .where('fichier.id', '=', fichierId)
    .executeTakeFirst()
  if (!usager) return
  const { ou, demandeId } = await whereIs(tx, fichierId)
  await notifie(tx, {
    genre: 'piece.inutilisable',
    usagerId: usager.id,
    objetId: ou.kind === 'brouillon' ? ou.id : fichierId,
    ...(demandeId ? { demandeId } : {}),
    ...{ le, courriel: null },
  })
  await queueMail(tx, le, {
    ...documentARemplacer(deps, { refus, ou }),
    destinataire: usager.email,
    usagerId: usager.id,
    ...(demandeId ? { demandeId } : {}),
  })
}

/** Where it was sent last. */
async function whereIs(tx: Tx, fichierId: string): Promise<{ ou: Ou; demandeId?: string }> {
  const piece = await tx
    .selectFrom('piece')
    .leftJoin('complement', 'complement.id', 'piece.complement_id')
    .leftJoin('demande', (join) =>
      join.on((eb) => eb('demande.id', '=', eb.fn.coalesce('piece.demande_id', 'complement.demande_id'))),
    )
    .select(['piece.brouillon_id', 'piece.demande_id', 'demande.id', 'demande.reference'])
    .where('piece.fichier_id', '=', fichierId)
    .orderBy('piece.id', 'desc')
    .executeTakeFirst()
  if (piece?.reference && piece.id)
    return {
      ou: { kind: piece.demande_id ? 'demande' : 'complement', reference: piece.reference },
      demandeId: piece.id,
    }
  if (piece?.brouillon_id) return { ou: { kind: 'brouillon', id: piece.brouillon_id } }
  const message = await tx
    .selectFrom('document_de_message as d')
    .innerJoin('message', 'message.id', 'd.message_id')
    .innerJoin('demande', 'demande.id', 'message.demande_id')
    .select(['demande.id', 'demande.reference'])
    .where('d.fichier_id', '=', fichierId)
    .orderBy('d.id', 'desc')
    .executeTakeFirst()
  return message
    ? { ou: { kind: 'message', reference: message.reference }, demandeId: message.id }
    : { ou: { kind: 'espace' } }
}
