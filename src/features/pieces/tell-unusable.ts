import type { RefusDePiece } from '../../formulaire/refus-de-piece.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { notifie } from '../notifications/index.ts'
import { documentARemplacer, type Ou } from './courriels/document-a-remplacer.ts'
import { documentInutilisable, type SansSuite } from './courriels/document-inutilisable.ts'

export interface TellDeps {
  mailIdentity: MailIdentity
  publicOrigin: string
}

/**
 * Tells the person that a file of theirs cannot be used, wherever it stands: one mail, whatever they chose to receive,
 * because something they believe done is not; and a thing to do on each demande under way that was filed with it, done
 * when the document is replaced. Where nobody waits for another document, none is asked for. What an agent added is told
 * on the page of the demande only.
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
  const place = placeOf(sent) ?? (await lastPlace(tx, fichierId))
  const fait = { usagerId: usager.id, le, courriel: null } as const
  const genre = 'piece.inutilisable'
  for (const piece of sent)
    await notifie(tx, { ...fait, genre, objetId: piece.id, demandeId: piece.demandeId })
  const ici = place.demandeId ? { demandeId: place.demandeId } : {}
  if ('suite' in place)
    await notifie(tx, { ...fait, ...ici, genre: 'piece.ne-sert-plus', objetId: fichierId })
  else if (sent.length === 0) {
    const objetId = place.ou.kind === 'brouillon' ? place.ou.id : fichierId
    await notifie(tx, { ...fait, ...ici, genre, objetId, aFaire: false })
  }
  await queueMail(tx, le, {
    ...('suite' in place
      ? documentInutilisable(deps, { refus, ...place })
      : documentARemplacer(deps, { refus, ou: place.ou })),
    destinataire: usager.email,
    usagerId: usager.id,
    ...ici,
  })
}

/** Where it stands: what to do about it depends on that. */
type Place =
  | { ou: Ou; demandeId?: string | undefined }
  /** Nobody waits for another one. */
  | { suite: SansSuite; reference: string; demandeId: string }

/** The states in which a document may be replaced. */
const UNDER_WAY = ['deposee', 'en_instruction', 'a_completer'] as const

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
    .where('demande.statut', 'in', UNDER_WAY)
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

function placeOf(sent: readonly PieceEnvoyee[]): Place | undefined {
  const [reference, ...others] = new Set(sent.map((piece) => piece.reference))
  if (reference === undefined) return undefined
  const ou: Ou =
    others.length > 0
      ? { kind: 'demandes', references: [reference, ...others] }
      : { kind: 'demande', reference }
  return { ou, demandeId: sent.at(-1)?.demandeId }
}

/** Where it was put last, when it is part of no demande under way. */
async function lastPlace(tx: Tx, fichierId: string): Promise<Place> {
  const piece = await tx
    .selectFrom('piece')
    .leftJoin('complement', 'complement.id', 'piece.complement_id')
    .leftJoin('demande', (join) =>
      join.on((eb) => eb('demande.id', '=', eb.fn.coalesce('piece.demande_id', 'complement.demande_id'))),
    )
    .select(['piece.brouillon_id', 'piece.demande_id', 'demande.id', 'demande.reference', 'demande.statut'])
    .where('piece.fichier_id', '=', fichierId)
    // What is not sent yet comes first: it can still be mended.
    .orderBy((eb) => eb('piece.demande_id', 'is not', null))
    .orderBy('piece.id', 'desc')
    .executeTakeFirst()
  if (piece?.brouillon_id) return { ou: { kind: 'brouillon', id: piece.brouillon_id } }
  const demande = piece?.reference ? piece : await demandeOfMessage(tx, fichierId)
  if (!demande?.id || !demande.reference) return { ou: { kind: 'espace' } }
  const { id: demandeId, reference } = demande
  if (!(UNDER_WAY as readonly (string | null)[]).includes(demande.statut))
    return { suite: 'terminee', reference, demandeId }
  if (piece?.demande_id) return { suite: 'remplace', reference, demandeId }
  return { ou: { kind: piece ? 'complement' : 'message', reference }, demandeId }
}

const demandeOfMessage = (tx: Tx, fichierId: string) =>
  tx
    .selectFrom('document_de_message as d')
    .innerJoin('message', 'message.id', 'd.message_id')
    .innerJoin('demande', 'demande.id', 'message.demande_id')
    .select(['demande.id', 'demande.reference', 'demande.statut'])
    .where('d.fichier_id', '=', fichierId)
    .orderBy('d.id', 'desc')
    .executeTakeFirst()
