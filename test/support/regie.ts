import { v7 as uuidv7 } from 'uuid'
import { createPayline, type PaymentProvider, settlePaiement } from '../../src/features/paiements/index.ts'
import type { RemboursementsDeps } from '../../src/features/remboursements/remboursements-deps.ts'
import { sendRemboursement } from '../../src/features/remboursements/send-remboursement.ts'
import { createLog } from '../../src/platform/log/log.ts'
import { makeReference } from '../../src/platform/reference/reference.ts'
import type { AgentActor, AgentRole } from '../../src/platform/session/actor.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { createTestClock, type TestClock } from './clock.ts'
import { collectiviteDEssai } from './collectivite.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A régie on a real database, beside the simulator of the provider. */
export interface Regie {
  base: TestDatabase
  clock: TestClock
  payline: SimulateurPayline
  deps: RemboursementsDeps
  /** Every line of the log, as it was written. */
  log: string[]
  insertAgent(prenom: string, role?: AgentRole, demarches?: string[]): Promise<AgentActor>
  /** A demande that owes an amount. */
  owing(montantCents?: number): Promise<{ id: string; reference: string }>
  /** An attempt to pay it, opened at the provider and paid there with a test card, then read. @returns its id */
  pay(demande: { id: string; reference: string }, options?: PayOptions): Promise<string>
  paiement(id: string): ReturnType<typeof readPaiement>
  /** The refunds of a payment, the oldest first. */
  rendus(paiementId: string): ReturnType<typeof readRendus>
  /** What of our book differs from the provider's, in cents: nothing, always. */
  ecart(): Promise<{ encaisse: number; rendu: number }>
  /** Runs the job of each order that is not ended, once. */
  work(): Promise<void>
  close(): Promise<void>
}

interface PayOptions {
  carte?: string
  /** What our row says was ordered, when it is not what the provider was asked. */
  ordonneCents?: number
  priseCents?: number
}

/** The client of the provider that a simulator is, or was. */
export const providerOf = ({ env, port }: SimulateurPayline): PaymentProvider =>
  createPayline(
    {
      ...{
        environment: 'simulateur',
        merchantId: env.PAYLINE_MERCHANT_ID,
        accessKey: env.PAYLINE_ACCESS_KEY,
      },
      ...{ contract: env.PAYLINE_CONTRACT, base: env.PAYLINE_URL, webHosts: [`localhost:${port}`] },
    },
    { wholeMs: 400 },
  )

export async function openRegie(): Promise<Regie> {
  const base = await createTestDatabase()
  const clock = createTestClock('2026-11-23T09:00:00Z')
  const payline = await startSimulateurPayline({ clock, rythmeMs: 0 })
  const log: string[] = []
  const deps: RemboursementsDeps = {
    ...{ db: base.db, clock, collectivite: collectiviteDEssai, mailIdentity: collectiviteDEssai },
    log: createLog('info', { write: (line) => log.push(line) }),
    prestataire: providerOf(payline),
    publicOrigin: 'https://espace.essai.example',
    titreDe: () => 'Pack rentrée',
  }
  return {
    ...{ base, clock, payline, deps, log },
    insertAgent: (prenom, role = 'regisseur', demarches = ['pack-rentree']) =>
      insertAgent(base, prenom, role, demarches),
    owing: (montantCents = 2_200) => owing(base, clock.now(), montantCents),
    pay: (demande, options = {}) => pay({ base, clock, payline, deps }, demande, options),
    paiement: (id) => readPaiement(base, id),
    rendus: (id) => readRendus(base, id),
    ecart: () => differences(base, payline),
    work: async () => {
      const open = await base.db
        .selectFrom('remboursement')
        .select('id')
        .where('statut', 'in', ['a_envoyer', 'envoye'])
        .execute()
      for (const { id } of open) await sendRemboursement(deps, id)
    },
    close: async () => {
      await payline.stop()
      await base.drop()
    },
  }
}

async function insertAgent(
  { db }: TestDatabase,
  prenom: string,
  role: AgentRole,
  demarches: string[],
): Promise<AgentActor> {
  const id = uuidv7()
  await db
    .insertInto('agent')
    .values({
      ...{ id, email: `${id}@essai.example`, email_normalise: `${id}@essai.example`, mot_de_passe: 'x' },
      ...{ mot_de_passe_le: new Date(), prenom, nom: 'Martin', qualite: 'régie', role },
      ...{ totp_chiffre: Buffer.from('x'), cree_le: new Date() },
    })
    .execute()
  return { kind: 'agent', agentId: id, sessionId: uuidv7(), role, demarches, nomAffiche: prenom }
}

async function owing({ db }: TestDatabase, le: Date, montantCents: number) {
  const [id, usagerId] = [uuidv7(), uuidv7()]
  const reference = makeReference('pack-rentree', 2026)
  await db
    .insertInto('usager')
    .values({
      ...{ id: usagerId, email: `${usagerId}@exemple.fr`, email_normalise: `${usagerId}@exemple.fr` },
      ...{ mot_de_passe: 'x', mot_de_passe_le: le, prenom: 'Camille', nom: 'Dupont', cree_le: le },
    })
    .execute()
  await db
    .insertInto('demande')
    .values({
      ...{ id, reference, usager_id: usagerId, demarche: 'pack-rentree', definition_version: '1' },
      ...{ conditions_generales_version: 1, conditions_version: 1, reponses: '{}', beneficiaires: '' },
      ...{ deposee_le: le, statut: 'deposee', statut_depuis: le },
    })
    .execute()
  const lignes = [{ libelle: 'Carte de transport', pourQui: 'Léa', montantCents, etapes: [] }]
  await db
    .insertInto('montant_du')
    .values({
      ...{ demande_id: id, montant_cents: montantCents, lignes: JSON.stringify(lignes) },
      ...{ moment: 'depot', gele_le: le, exigible_le: le, a_payer_avant: '2027-01-31' },
    })
    .execute()
  return { id, reference }
}

/** As `start-paiement.ts` opens one: tests also need a second attempt beside an accepted one, which it refuses. */
async function pay(
  { base, clock, payline, deps }: Pick<Regie, 'base' | 'clock' | 'payline' | 'deps'>,
  { id: demandeId, reference }: { id: string; reference: string },
  { carte = 'acceptee', ordonneCents, priseCents }: PayOptions,
): Promise<string> {
  const le = clock.now()
  const { db } = base
  const { nombre } = await db
    .selectFrom('paiement')
    .select((eb) => eb.fn.countAll<string>().as('nombre'))
    .where('demande_id', '=', demandeId)
    .executeTakeFirstOrThrow()
  const du = await db
    .selectFrom('montant_du')
    .select('montant_cents')
    .where('demande_id', '=', demandeId)
    .executeTakeFirstOrThrow()
  const id = uuidv7()
  const rang = Number(nombre) + 1
  const commande = `${reference}-${rang}`
  const retour = `https://espace.essai.example/paiement/retour/${id}`
  const ouverture = await deps.prestataire?.start({
    ...{ reference: commande, montantCents: priseCents ?? du.montant_cents, le },
    ...{ retour, annulation: retour, notification: 'https://espace.essai.example/paiement/notification' },
  })
  if (!ouverture?.ouvert) throw new Error('not opened')
  await db
    .insertInto('paiement')
    .values({
      ...{ id, demande_id: demandeId, demarche: 'pack-rentree', rang, commande, moyen: 'carte' },
      ...{ montant_cents: ordonneCents ?? du.montant_cents, statut: 'en_cours', retour: id },
      ...{ jeton: ouverture.jeton, adresse: ouverture.adresse, cree_le: le, ouvert_le: le },
    })
    .execute()
  payline.payerComme(ouverture.jeton, carte)
  await settlePaiement(deps, id)
  return id
}

const readPaiement = ({ db }: TestDatabase, id: string) =>
  db.selectFrom('paiement').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const readRendus = ({ db }: TestDatabase, paiementId: string) =>
  db
    .selectFrom('remboursement')
    .selectAll()
    .where('paiement_id', '=', paiementId)
    .orderBy('sequence')
    .execute()

async function differences({ db }: TestDatabase, payline: SimulateurPayline) {
  const sum = async (table: 'paiement' | 'remboursement', statut: string): Promise<number> => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.coalesce(eb.fn.sum('montant_cents'), eb.lit(0)).as('somme'))
      .where('statut', '=', statut)
      .executeTakeFirstOrThrow()
    return Number(row.somme)
  }
  const { totaux } = payline.livre()
  return {
    encaisse: (await sum('paiement', 'accepte')) - totaux.encaisseCents,
    rendu: (await sum('remboursement', 'fait')) - totaux.annuleCents - totaux.restitueCents,
  }
}
