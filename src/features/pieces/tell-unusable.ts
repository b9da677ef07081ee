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
 * because something they believe done is not; and a thing to do on each demande under way that was filed with it, done
 * when the document is replaced. What an agent added is told on the page of the demande only.
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
  const sent = await sentUnderWay(tx, fichierId)
  const { ou, demandeId } = await placeOf(tx, fichierId, sent)
  const fait = { genre: 'piece.inutilisable', usagerId: usager.id, le, courriel: null } as const
  for (const piece of sent) await notifie(tx, { ...fait, objetId: piece.id, demandeId: piece.demandeId })
  if (sent.length === 0)
    await notifie(tx, {
      ...fait,
      objetId: ou.kind === 'brouillon' ? ou.id : fichierId,
      ...(demandeId ? { demandeId } : {}),
      aFaire: false,
    })
  await queueMail(tx, le, {
    ...documentARemplacer(deps, { refus, ou }),
    destinataire: usager.email,
    usagerId: usager.id,
    ...(demandeId ? { demandeId } : {}),
  })
}

interface PieceEnvoyee {
  id: string
  demandeId: string
  reference: string
}

/** The documents of demandes under way that are this file, and that no other one replaced. */
const sentUnderWay = (tx: Tx, fichierId: string): Promise<PieceEnvoyee[]> =>
  tx
    .selectFrom('piece')
    .innerJoin('demande', 'demande.id', 'piece.demande_id')
    .select(['piece.id', 'demande.id as demandeId', 'demande.reference'])
    .where('piece.fichier_id', '=', fichierId)
    .where('demande.statut', 'in', ['deposee', 'en_instruction', 'a_completer'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('piece as nouvelle')
            .select('nouvelle.id')
            .whereRef('nouvelle.remplace_id', '=', 'piece.id'),
        ),
      ),
    )
    .orderBy('piece.id')
    .execute()

async function placeOf(tx: Tx, fichierId: string, sent: readonly PieceEnvoyee[]) {
  const references = [...new Set(sent.map(({ reference }) => reference))]
  return references.length > 1
    ? { ou: { kind: 'demandes', references } as const, demandeId: sent.at(-1)?.demandeId }
    : whereIs(tx, fichierId)
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
