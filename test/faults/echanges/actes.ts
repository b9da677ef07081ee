import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../src/platform/db/database.ts'
import { PDF, sendPiece } from '../../support/family.ts'
import type { Answer, SignedClient } from '../../support/signed-client.ts'

/** One demande on its way from dépôt to decision, and who carries it. */
export interface Dossier {
  usager: SignedClient
  agent: SignedClient
  brouillon: string
  /** Known once the dépôt was acknowledged. */
  reference: string
}

/** What was asked and what the base keeps of it, told apart by a word that only this attempt used. */
export interface Trace {
  reference: string
  preuve: string
}

interface ActeDuLivre {
  /** Sends the act with its word. @returns whether the answer acknowledged it; `deja`: it was done before */
  send(dossier: Dossier, preuve: string, db: Db): Promise<'fait' | 'deja' | 'non'>
  /** `reference` and `preuve` of each that the base keeps; both attempts of one act would be two rows. */
  stored: RawBuilder<Trace>
  /** Whether another attempt is the same act (a decision) or one more (a document). */
  par: 'dossier' | 'preuve'
  /** What each leaves beside, once a dossier: its line in the journal, its mail. */
  journal?: string
  courriel?: string
}

/** An answer that no kill explains: the act itself is wrong. */
export class ReponseInattendue extends Error {}

function went({ status, text }: Answer): 'fait' | 'deja' | 'non' {
  if (status === 204) return 'fait'
  if (status === 409) return 'deja'
  if (status >= 500 || status === 401) return 'non'
  throw new ReponseInattendue(
    `${status} ${text
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .slice(0, 1_500)}`,
  )
}

const counter =
  (chemin: string, revision: number, fields: (preuve: string) => Record<string, string>) =>
  async ({ agent, reference }: Dossier, preuve: string) =>
    went(
      await agent.post(`/agents/demandes/${reference}/${chemin}`, {
        revision: String(revision),
        ...fields(preuve),
      }),
    )

const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

const openComplement = async (db: Db, reference: string): Promise<string> => {
  const { id } = await db
    .selectFrom('complement')
    .innerJoin('demande', 'demande.id', 'complement.demande_id')
    .select('complement.id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
  return id
}

/** A double click: the same message sent again is the same message. */
async function sayTwice(
  who: SignedClient,
  address: string,
  preuve: string,
): Promise<'fait' | 'deja' | 'non'> {
  const message = { cle: preuve, texte: preuve }
  const first = went(await who.post(address, message))
  return first === 'fait' ? went(await who.post(address, message)) : first
}

const messagesOf = (auteur: 'usager' | 'agent'): RawBuilder<Trace> =>
  sql`select d.reference, m.texte as preuve from message m join demande d on d.id = m.demande_id
    where m.auteur = ${auteur} and m.envoye_le is not null`

/** Every kind of act of an exchange, in the order of a demande's life. One more is one more entry. */
export const ACTES = {
  depot: {
    send: async (dossier) => {
      const answer = await dossier.usager.post(`/espace/brouillons/${dossier.brouillon}/depot`)
      if (went(answer) !== 'fait') return 'non'
      const { location } = answer
      const reference = /^\/espace\/demandes\/([\w-]+)\?depot=1$/.exec(location ?? '')?.[1]
      dossier.reference = reference ?? ''
      return reference ? 'fait' : 'non'
    },
    // Filing again answers the same reference: the brouillon is the word.
    stored: sql`select d.reference, b.id::text as preuve from demande d join brouillon b on b.demande_id = d.id`,
    par: 'dossier',
    journal: 'demande.deposee',
    courriel: 'accuse-reception',
  },
  'prise en charge': {
    send: counter('prise-en-charge', 1, () => ({})),
    stored: sql`select d.reference, '' as preuve from demande d where d.agent_id is not null and d.revision > 1`,
    par: 'dossier',
    journal: 'demande.prise-en-charge',
  },
  'message de l’usager': {
    send: ({ usager, reference }, preuve) =>
      sayTwice(usager, `/espace/demandes/${reference}/messages`, preuve),
    stored: messagesOf('usager'),
    par: 'preuve',
  },
  'message du service': {
    send: ({ agent, reference }, preuve) => sayTwice(agent, `/agents/demandes/${reference}/messages`, preuve),
    stored: messagesOf('agent'),
    par: 'preuve',
  },
  'demande de complément': {
    send: counter('complement', 2, (preuve) => ({
      elements: 'Un document',
      echeance: inAMonth(),
      message: preuve,
    })),
    stored: sql`select d.reference, c.message as preuve from complement c join demande d on d.id = c.demande_id`,
    par: 'dossier',
    journal: 'demande.complement-demande',
    courriel: 'complement-demande',
  },
  document: {
    send: async ({ usager, reference }, preuve, db) => {
      const id = await openComplement(db, reference)
      await sendPiece(usager, `/espace/complements/${id}/pieces/1`, PDF, `${preuve}.pdf`)
      return 'fait'
    },
    stored: sql`select d.reference, replace(p.nom_fichier, '.pdf', '') as preuve from piece p
      join complement c on c.id = p.complement_id join demande d on d.id = c.demande_id`,
    par: 'preuve',
  },
  'réponse au complément': {
    send: async ({ usager, reference }, preuve) =>
      went(await usager.post(`/espace/demandes/${reference}/complement`, { reponse: preuve })),
    stored: sql`select d.reference, e.reponse as preuve from element_recu e
      join complement c on c.id = e.complement_id join demande d on d.id = c.demande_id`,
    par: 'dossier',
    journal: 'demande.complement-recu',
    courriel: 'complement-recu',
  },
  décision: {
    send: counter('sans-suite', 4, (preuve) => ({ motivation: `Classée pour cet essai : ${preuve}` })),
    stored: sql`select d.reference, replace(k.motivation, 'Classée pour cet essai : ', '') as preuve
      from decision k join demande d on d.id = k.demande_id`,
    par: 'dossier',
    journal: 'demande.classee-sans-suite',
    courriel: 'decision',
  },
} as const satisfies Record<string, ActeDuLivre>

export type NomDActe = keyof typeof ACTES
export const acteNamed = (nom: NomDActe): ActeDuLivre => ACTES[nom]
export const NOMS_D_ACTE = Object.keys(ACTES) as NomDActe[]
