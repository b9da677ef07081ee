import type { Tx } from '../../platform/db/database.ts'
import { composeMail } from '../../platform/mail/compose-mail.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { type DemandeRow, joindre } from '../demandes/index.ts'
import type { Demandeur } from './demandeur.ts'
import type { CourrielContexte } from './instruction-deps.ts'
import { lettreDe, type ModeleDActe } from './lettre-de.ts'
import { writeLettre } from './write-lettre.ts'

/** Tells whoever filed on paper: by letter, or by mail when they gave an address and the law leaves the choice. */
export async function tellOnPaper(
  tx: Tx,
  contexte: CourrielContexte,
  demande: DemandeRow,
  { email }: Demandeur,
  courriel: { modele: ModeleDActe; sujet: string },
  le: Date,
): Promise<void> {
  const { modele, sujet } = courriel
  const paragraphes = await lettreDe(tx, contexte, demande, modele)
  if (!email) {
    await writeLettre(tx, { demandeId: demande.id, modele, objet: sujet, paragraphes }, le)
    return
  }
  const blocs = paragraphes.map((texte) => ({ type: 'paragraphe' as const, texte }))
  const salutation = `Bonjour ${contexte.prenom},`
  await queueMail(tx, le, {
    modele,
    ...composeMail({ sujet, salutation, blocs: [...blocs, joindre(contexte)] }, contexte.deps.mailIdentity),
    destinataire: email,
    demandeId: demande.id,
  })
}
