import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { hashPassword } from '../../platform/session/password.ts'
import { eraseChunks, erasePiecesOfBrouillons } from '../pieces/index.ts'
import { type ClotureDeps, DELAI_DE_CLOTURE_MS, demandesEnCours } from './close-compte.ts'
import { compteEfface } from './courriels/compte-efface.ts'

export interface EraseDeps extends ClotureDeps {
  /** Erases what the person kept in « Mes documents ». */
  eraseDocuments: (tx: Tx, usagerId: string) => Promise<void>
}

/** `compte:efface`, each night: the accounts closed thirty days ago, one transaction each. */
export async function eraseComptes(deps: EraseDeps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - DELAI_DE_CLOTURE_MS)
  const ids = await closedBefore(deps.db, before)
  if (ids.length === 0) return
  // Of nobody's password: nothing that is typed compares equal to it.
  const personne = await hashPassword(crypto.randomUUID())
  for (const id of ids) {
    await inTransaction(deps.db, (tx) => eraseCompte(tx, deps, { id, before, personne }))
  }
}

async function closedBefore(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('usager')
    .select('id')
    .where('cloture_le', '<=', before)
    .orderBy('cloture_le')
    .limit(1_000)
    .execute()
  return rows.map(({ id }) => id)
}

async function eraseCompte(
  tx: Tx,
  deps: EraseDeps,
  { id, before, personne }: { id: string; before: Date; personne: string },
): Promise<void> {
  const le = deps.clock.now()
  const compte = await tx
    .selectFrom('usager')
    .select(['email'])
    .where('id', '=', id)
    .where('cloture_le', '<=', before)
    .forUpdate()
    .executeTakeFirst()
  if (!compte) return
  // Something was filed since: the account stays with it, and the holder may close it again later.
  if ((await demandesEnCours(tx, id)).length > 0) {
    await tx.updateTable('usager').set({ cloture_le: null }).where('id', '=', id).execute()
    return
  }
  await eraseBrouillons(tx, id)
  await deps.eraseDocuments(tx, id)
  await tx.deleteFrom('courriel').where('usager_id', '=', id).where('demande_id', 'is', null).execute()
  await erasePerson(tx, id, personne)
  await appendJournal(tx, { le, acteur: { kind: 'systeme' }, action: 'compte.efface', objetId: id })
  await queueMail(tx, le, { ...compteEfface(deps), destinataire: compte.email })
}

async function eraseBrouillons(tx: Tx, id: string): Promise<void> {
  const brouillons = await tx
    .selectFrom('brouillon')
    .select('id')
    .where('usager_id', '=', id)
    .where('demande_id', 'is', null)
    .execute()
  await erasePiecesOfBrouillons(
    tx,
    brouillons.map((brouillon) => brouillon.id),
  )
  // Those that were filed stay with their demande.
  await tx.deleteFrom('brouillon').where('usager_id', '=', id).where('demande_id', 'is', null).execute()
  const envois = await tx.deleteFrom('televersement').where('usager_id', '=', id).returning('id').execute()
  await eraseChunks(
    tx,
    envois.map((envoi) => envoi.id),
  )
}

/**
 * What is of the person goes. Demandes that were decided stay, with the answers they were decided on, as long as their
 * démarche says; they keep a row without a name to belong to.
 */
async function erasePerson(tx: Tx, id: string, personne: string): Promise<void> {
  const { demandes } = await tx
    .selectFrom('demande')
    .select((eb) => eb.fn.countAll<string>().as('demandes'))
    .where('usager_id', '=', id)
    .executeTakeFirstOrThrow()
  if (demandes === '0') {
    await tx.deleteFrom('usager').where('id', '=', id).execute()
    return
  }
  await tx
    .updateTable('usager')
    .set({
      email: `efface-${id}`,
      email_normalise: `efface-${id}`,
      mot_de_passe: personne,
      prenom: 'Compte',
      nom: 'effacé',
      civilite: null,
      date_naissance: null,
      telephone: null,
      adresse: null,
      totp_chiffre: null,
      gele_le: null,
      cloture_le: null,
      adresse_refusee_le: null,
    })
    .where('id', '=', id)
    .execute()
  for (const table of [
    'session',
    'lien',
    'foyer_enfant',
    'appareil_connu',
    'service_choisi',
    'choix_de_contact',
    'accord_de_notification',
    'cle_d_acces',
    'code_de_secours',
    'epreuve',
    'notification',
  ] as const)
    await tx.deleteFrom(table).where('usager_id', '=', id).execute()
}
