import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { endUnopened, openedBefore } from './end-unopened.ts'
import { gardesDe } from './gardes.query.ts'
import { type DuRow, lockDu } from './lock-du.ts'
import { type StatutDePaiement, statutsDePaiement } from './paiement.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import { type PaymentProvider, PrestataireInjoignable } from './prestataire.ts'
import { DejaPaye, MontantChange, PaiementImpossible } from './refusals.ts'
import { detenuCents } from './reste-a-payer.ts'
import { settlePaiement } from './settle-paiement.ts'

/** The page of the provider lives about that long; its own codes say when it is really over. */
const PAGE_MINUTES = 15

type Found = { adresse: string } | { aLire: string } | { aOuvrir: Attempt }

interface Attempt {
  id: string
  demandeId: string
  commande: string
  retour: string
  montantCents: number
  le: Date
}

/**
 * Leads a person to the page of the provider. One attempt at most is open for a demande: a double click, a second tab
 * or a way back lead to the same page, where one session is paid once. After an attempt that ended, another one with
 * its own reference (DOMAIN 1.9).
 * @returns the address that the provider gave, checked by its client
 * @throws RienAPayer | DejaPaye | MontantChange | PaiementImpossible
 */
export async function startPaiement(
  deps: PaiementsDeps,
  acteur: UsagerActor,
  reference: string,
): Promise<string> {
  const { prestataire } = deps
  if (!prestataire) {
    // Whoever owes nothing, or asks for another's demande, learns nothing else.
    await inTransaction(deps.db, (tx) => lockDu(tx, acteur, reference))
    throw new PaiementImpossible(reference)
  }
  for (let tries = 0; tries < 2; tries += 1) {
    const found = await inTransaction(deps.db, (tx) => findOrPrepare(tx, deps, acteur, reference))
    if ('adresse' in found) return found.adresse
    if ('aOuvrir' in found) return open(deps, prestataire, found.aOuvrir, reference)
    // Its page is older than a page lives: what became of it comes first.
    await settlePaiement(deps, found.aLire).catch((cause: unknown) => {
      throw cause instanceof PrestataireInjoignable ? new PaiementImpossible(reference, { cause }) : cause
    })
  }
  throw new PaiementImpossible(reference)
}

async function findOrPrepare(
  tx: Tx,
  deps: PaiementsDeps,
  acteur: UsagerActor,
  reference: string,
): Promise<Found> {
  const le = deps.clock.now()
  const du = await lockDu(tx, acteur, reference)
  const attempts = await tx
    .selectFrom('paiement')
    .select(['id', 'rang', 'statut', 'adresse', 'montant_cents', 'cree_le', 'ouvert_le'])
    .where('demande_id', '=', du.demandeId)
    .orderBy('rang', 'desc')
    .execute()
  if (detenuCents(await gardesDe(tx, du.demandeId)) > 0) throw new DejaPaye(reference)
  const opened = attempts.find(({ statut }) => !statutsDePaiement[statut as StatutDePaiement].final)
  if (opened?.statut === 'a_verifier') throw new PaiementImpossible(reference)
  if (opened?.statut === 'en_cours' && opened.adresse) {
    const until = new Date((opened.ouvert_le ?? opened.cree_le).getTime() + PAGE_MINUTES * 60_000)
    if (le >= until) return { aLire: opened.id }
    // The page that is open asks what was due when it was opened, and nothing closes it before its time.
    if (opened.montant_cents !== du.montantCents)
      throw new MontantChange(reference, {
        avantCents: opened.montant_cents,
        montantCents: du.montantCents,
        jusque: until,
      })
    return { adresse: opened.adresse }
  }
  if (opened) {
    // Being opened by another request, or its process ended: nobody ever had its address, so nobody can pay it.
    if (le < openedBefore(opened.cree_le)) throw new PaiementImpossible(reference)
    await endUnopened(tx, { id: opened.id, demandeId: du.demandeId }, le)
  }
  return { aOuvrir: await prepare(tx, du, { acteur, le, rang: (attempts[0]?.rang ?? 0) + 1 }) }
}

async function prepare(
  tx: Tx,
  du: DuRow,
  { acteur, le, rang }: { acteur: UsagerActor; le: Date; rang: number },
): Promise<Attempt> {
  const attempt = {
    id: uuidv7(),
    demandeId: du.demandeId,
    commande: `${du.reference}-${rang}`,
    retour: randomBytes(18).toString('base64url'),
    montantCents: du.montantCents,
    le,
  }
  await tx
    .insertInto('paiement')
    .values({
      id: attempt.id,
      demande_id: du.demandeId,
      demarche: du.demarche,
      rang,
      commande: attempt.commande,
      moyen: 'carte',
      montant_cents: attempt.montantCents,
      statut: 'prepare',
      retour: attempt.retour,
      cree_le: le,
    })
    .execute()
  await appendJournal(tx, {
    le,
    acteur,
    action: 'paiement.prepare',
    demandeId: du.demandeId,
    objetId: attempt.id,
  })
  // Whatever becomes of this request, somebody looks after the attempt.
  const runAt = openedBefore(le)
  await addJob(tx, 'paiement:lis', { id: attempt.id }, { runAt, jobKey: `paiement:${attempt.id}` })
  return attempt
}

async function open(
  deps: PaiementsDeps,
  prestataire: PaymentProvider,
  attempt: Attempt,
  reference: string,
): Promise<string> {
  const back = `${deps.publicOrigin}/paiement/retour/${attempt.retour}`
  const ouverture = await prestataire
    .start({
      reference: attempt.commande,
      montantCents: attempt.montantCents,
      le: attempt.le,
      retour: back,
      annulation: back,
      notification: `${deps.publicOrigin}/paiement/notification`,
    })
    .catch((error: unknown) => {
      if (error instanceof PrestataireInjoignable) return error
      throw error
    })
  const le = deps.clock.now()
  const adresse = await inTransaction(deps.db, async (tx) => {
    if (ouverture instanceof PrestataireInjoignable || !ouverture.ouvert) {
      await endUnopened(tx, attempt, le, ouverture instanceof PrestataireInjoignable ? null : ouverture.code)
      return undefined
    }
    const { numUpdatedRows } = await tx
      .updateTable('paiement')
      .set({ statut: 'en_cours', jeton: ouverture.jeton, adresse: ouverture.adresse, ouvert_le: le })
      .where('id', '=', attempt.id)
      .where('statut', '=', 'prepare')
      .executeTakeFirst()
    return numUpdatedRows === 1n ? ouverture.adresse : undefined
  })
  if (adresse !== undefined) return adresse
  deps.log.warn({ paiement: attempt.id, err: ouverture }, 'payment: not opened')
  throw new PaiementImpossible(reference)
}
