import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Adresse, Reponses } from '../../formulaire/definition.ts'
import type { Tx } from '../../platform/db/database.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { acceptsNotification } from '../contact/index.ts'
import { type DemandeRow, deferAsBefore, deferAttribution, type Manque } from '../demandes/index.ts'
import { notifie } from '../notifications/index.ts'
import { type DecisionDuDu, decideDu } from '../paiements/index.ts'
import { decision } from './courriels/decision.ts'
import { type DecisionsDeps, demarcheOf } from './decisions-deps.ts'
import { adresseDe, type QuiEtOu } from './destinataire.ts'
import { modeleDe } from './modele-de-decision.ts'
import type { PartieDecidee } from './parties.ts'
import { DecideurAnonyme } from './refusals.ts'
import type { Fondement } from './retrait.ts'
import type { Nature, Sens } from './sens-de-decision.ts'

export interface NouvelleDecision {
  /** A row that `lockDemande` holds. */
  demande: DemandeRow
  acteur: AgentActor
  le: Date
  sens: Sens
  motivation: string
  parties?: readonly PartieDecidee[]
  /** A decision when absent. */
  nature?: Nature
  /** Why the one before is corrected or withdrawn. */
  motif?: string
  fondement?: Fondement
  /** The documents that what is granted waits for (CRPA L114-5-1). */
  manque?: Manque
}

/**
 * Keeps a decision, its parts, the words and the people of its document, and how it reaches the person; queues the
 * mail that says that it waits. The state of the demande is the caller's, in the same transaction. @returns its id @throws DecideurAnonyme
 */
export async function recordDecision(
  tx: Tx,
  deps: DecisionsDeps,
  nouvelle: NouvelleDecision,
): Promise<string> {
  const { demande, le, parties = [] } = nouvelle
  await refuseAnonymous(tx, nouvelle)
  const demarche = demarcheOf(deps, demande.demarche)
  const { email, joignable, ...document } = await peopleOf(tx, deps, nouvelle)
  const aPayer = await duDe(tx, deps, nouvelle)
  const id = uuidv7()
  const { rang } = await tx
    .selectFrom('decision')
    .select((eb) => eb(eb.fn.coalesce(eb.fn.max('rang'), eb.lit(0)), '+', 1).as('rang'))
    .where('demande_id', '=', demande.id)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('decision')
    .values({
      id,
      rang,
      demande_id: demande.id,
      agent_id: nouvelle.acteur.agentId,
      nature: nouvelle.nature ?? 'decision',
      sens: nouvelle.sens,
      motivation: nouvelle.motivation,
      motif: nouvelle.motif ?? '',
      fondement: nouvelle.fondement ?? null,
      prise_le: le,
      modele_version: await keepModele(tx, deps, demande.demarche, le),
      document: JSON.stringify({ ...document, ...(await repris(tx, nouvelle)), ...aPayer }),
    })
    .execute()
  if (nouvelle.manque)
    await deferAttribution(tx, { demandeId: demande.id, decisionId: id, manque: nouvelle.manque })
  if (nouvelle.nature === 'correction') await deferAsBefore(tx, demande.id, id)
  if (parties.length > 0)
    await tx
      .insertInto('decision_partie')
      .values(parties.map((partie, index) => ({ ...partie, decision_id: id, rang: index })))
      .execute()
  // The notice must be able to arrive (CRPA R112-17 to R112-20): to an address that mail servers refuse, a letter goes too.
  const { usager_id: usagerId } = demande
  const enLigne = joignable && usagerId !== null && (await acceptsNotification(tx, usagerId))
  const voie = enLigne ? 'espace' : 'courrier'
  await tx
    .insertInto('notification_de_decision')
    .values({ decision_id: id, demarche: demande.demarche, voie, deposee_le: le })
    .execute()
  const contexte = { deps, prenom: document.destinataire.prenom, reference: demande.reference, demarche }
  const ici = { usagerId, demandeId: demande.id, objetId: id, le, courriel: null }
  await notifie(tx, { genre: NOUVELLES[nouvelle.nature ?? 'decision'], ...ici })
  // Whoever filed on paper has no space where it waits: the letter says all of it.
  if (usagerId !== null && email !== null)
    await queueMail(tx, le, {
      ...decision(contexte, { voie, le }),
      destinataire: email,
      usagerId,
      demandeId: demande.id,
    })
  return id
}

/** What the decision makes of what is due. */
function issueOf({ sens, parties = [] }: NouvelleDecision): DecisionDuDu['issue'] {
  if (sens === 'retiree') return { aRedecider: true }
  if (sens !== 'acceptee' && sens !== 'acceptee_partiellement') return { accorde: false }
  const accordees = parties.filter((partie) => partie.sens === 'acceptee')
  return { accorde: true, ...(parties.length > 0 ? { parties: accordees } : {}) }
}

/** What it makes payable. A correction mends words: what is due, and until when, stays. */
async function duDe(
  tx: Tx,
  deps: DecisionsDeps,
  nouvelle: NouvelleDecision,
): Promise<Pick<QuiEtOu, 'aPayer'>> {
  const { nature, demande, le } = nouvelle
  if (nature === 'correction') return {}
  const demarche = demarcheOf(deps, demande.demarche)
  const aPayer = await decideDu(tx, deps, {
    ...{ demandeId: demande.id, le, demarche },
    issue: issueOf(nouvelle),
  })
  return aPayer ? { aPayer } : {}
}

/** What the document says is missing now; of a decision whose words are mended, what it said was missing or payable. */
async function repris(
  tx: Tx,
  { manque, nature, demande }: NouvelleDecision,
): Promise<Pick<QuiEtOu, 'manque' | 'aPayer'>> {
  if (manque) return { manque: manque.documents }
  if (nature !== 'correction') return {}
  const avant = await tx
    .selectFrom('decision')
    .select('document')
    .where('demande_id', '=', demande.id)
    .orderBy('rang', 'desc')
    .limit(1)
    .executeTakeFirst()
  const said = avant?.document as Pick<QuiEtOu, 'manque' | 'aPayer'> | null | undefined
  return {
    ...(said?.manque ? { manque: said.manque } : {}),
    ...(said?.aPayer ? { aPayer: said.aPayer } : {}),
  }
}

async function refuseAnonymous(tx: Tx, { demande, acteur }: NouvelleDecision): Promise<void> {
  const anonyme = await tx
    .selectFrom('anonymat_agent')
    .select('numero')
    .where('agent_id', '=', acteur.agentId)
    .executeTakeFirst()
  if (anonyme) throw new DecideurAnonyme(demande.reference)
}

const NOUVELLES = {
  decision: 'decision.prise',
  correction: 'decision.corrigee',
  retrait: 'decision.retiree',
} as const satisfies Record<Nature, string>

/** The model is known by its content: the first decision written with it keeps it. @returns its version */
async function keepModele(tx: Tx, deps: DecisionsDeps, slug: string, le: Date): Promise<string> {
  const { version, contenu } = modeleDe(demarcheOf(deps, slug), deps.collectivite)
  await tx
    .insertInto('modele_de_decision')
    .values({ demarche: slug, version, contenu: JSON.stringify(contenu), enregistre_le: le })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return version
}

async function peopleOf(
  tx: Tx,
  deps: DecisionsDeps,
  { demande, acteur }: NouvelleDecision,
): Promise<QuiEtOu & { email: string | null; joignable: boolean }> {
  const [usager, decideur, definition] = [
    await demandeurOf(tx, demande),
    await tx
      .selectFrom('agent')
      .select(['prenom', 'nom', 'qualite'])
      .where('id', '=', acteur.agentId)
      .executeTakeFirstOrThrow(),
    // Whoever writes on paper is answered where they wrote from, whatever the form says.
    demande.usager_id === null
      ? undefined
      : await deps.findDefinition(tx, demande.demarche, demande.definition_version),
  ]
  const adresse = adresseDe(
    // Whoever wrote on paper said where to answer: that is where, whatever the form says.
    demande.usager_id === null ? undefined : definition,
    demande.reponses as unknown as Reponses,
    usager.adresse as Adresse | null,
  )
  const { email, prenom, nom, joignable } = usager
  return { email, joignable, destinataire: { prenom, nom, adresse }, decideur }
}

interface Demandeur {
  prenom: string
  nom: string
  email: string | null
  adresse: unknown
  joignable: boolean
}

/** Who the demande is from, on line or on paper. */
async function demandeurOf(tx: Tx, { id, usager_id }: DemandeRow): Promise<Demandeur> {
  const { rows } = await sql<Demandeur>`select d.prenom, d.nom, d.email, d.adresse,
      u.id is not null and u.adresse_refusee_le is null as joignable
    from demandeur_de(${id}::uuid, ${usager_id}::uuid) d left join usager u on u.id = ${usager_id}::uuid`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new Error(`demande ${id} has nobody`)
  return row
}
