import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { dueOnceReceived } from '../../platform/legal-clock/complement.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { getCompte } from '../comptes/index.ts'
import { notifie, settleNotifications } from '../notifications/index.ts'
import { attachElementPieces, champsEnAttente } from '../pieces/index.ts'
import { applyActe, type DemandeRow, lockDemande } from './apply-acte.ts'
import { attendBloquant, attendus, champDElement, type ElementVue, elementsVus } from './complement.ts'
import { complementRecu } from './courriels/complement-recu.ts'
import type { Acte } from './demande.ts'
import { dueBefore } from './due-before.ts'
import { ActeImpossible } from './refusals.ts'
import type { SubmitDeps } from './submit-demande.ts'

type Deps = Pick<SubmitDeps, 'db' | 'clock' | 'catalogue' | 'calendrier' | 'mailIdentity' | 'publicOrigin'>

export interface ReponseAuComplement {
  /** The complement that the page showed: an answer never closes another one. */
  complementVu: string | undefined
  /** What was written for each element, by its rank. */
  textes: ReadonlyMap<number, string>
  /** Whether only what is ready is sent, and the rest later. */
  enPartie: boolean
}

/** Why nothing was sent; undefined when it was. */
export type RienEnvoye = { kind: 'rien' } | { kind: 'manque'; elements: ElementVue[] } | undefined

interface Open {
  id: string
  demande_le: Date
  echeance: string
  effet: string
  elements: ElementVue[]
}

/**
 * Sends what is ready of what was asked; a mail confirms it. Each element is received on its own, also after the
 * deadline, and the clock moves once all that blocks is there (CRPA L114-5).
 * @throws DemandeIntrouvable | ActeImpossible | ServiceFerme
 */
export function answerComplement(
  deps: Deps,
  acteur: UsagerActor,
  reference: string,
  reponse: ReponseAuComplement,
): Promise<RienEnvoye> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    deps.calendrier.exigeOuverte(demande.demarche)
    const complement = await openComplement(tx, demande.id)
    if (!complement || (reponse.complementVu !== undefined && reponse.complementVu !== complement.id))
      throw new ActeImpossible(reference, 'repondre-complement', demande.statut)
    const champs = await champsEnAttente(tx, complement.id)
    const prets = attendus(complement.elements).filter(
      ({ rang }) => champs.has(champDElement(rang)) || reponse.textes.get(rang),
    )
    if (prets.length === 0) return { kind: 'rien' }
    const reste = attendus(complement.elements).filter((element) => !prets.includes(element))
    if (reste.length > 0 && !reponse.enPartie) return { kind: 'manque', elements: reste }
    const tardif = parisDay(le) > complement.echeance
    await moveDemande(deps, tx, { demande, acteur, le, complement, prets, reste, tardif })
    await receive(tx, { demande, complement, prets, textes: reponse.textes, le, tardif })
    if (reste.length === 0)
      await tx
        .updateTable('complement')
        .set({ repondu_le: le, clos_le: le })
        .where('id', '=', complement.id)
        .execute()
    if (reste.length === 0) await settleNotifications(tx, demande.id, le, { objetId: complement.id })
    await notifie(tx, {
      genre: 'complement.recu',
      ...{ usagerId: acteur.usagerId, demandeId: demande.id, objetId: complement.id, le, courriel: null },
    })
    await confirm(deps, tx, { demande, acteur, le, reste, echeance: complement.echeance, tardif })
    return undefined
  })
}

async function openComplement(tx: Tx, demandeId: string): Promise<Open | undefined> {
  const row = await tx
    .selectFrom('complement')
    .select(['id', 'demande_le', 'echeance', 'effet', 'elements'])
    .where('demande_id', '=', demandeId)
    .where('clos_le', 'is', null)
    // A document that is being added is waited for: it goes with its element, or stays for the next sending.
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const recus = await tx
    .selectFrom('element_recu')
    .select(['rang', 'reponse', 'recu_le as recuLe', 'tardif'])
    .where('complement_id', '=', row.id)
    .execute()
  return { ...row, elements: elementsVus(row.elements, recus) }
}

interface Sending {
  demande: DemandeRow
  acteur: UsagerActor
  le: Date
  complement: Open
  prets: ElementVue[]
  reste: ElementVue[]
  tardif: boolean
}

async function moveDemande({ catalogue }: Deps, tx: Tx, sending: Sending): Promise<void> {
  const { demande, acteur, le, complement, prets, reste, tardif } = sending
  const attendu: Acte = attendBloquant(reste) ? 'repondre-en-partie' : 'repondre-complement'
  // Nothing that blocks was waited for any more: the examination goes on already (CRPA L114-5-1).
  const acte: Acte = demande.statut === 'en_instruction' ? 'completer' : attendu
  const horloge = {
    effet: complement.effet as 'suspend' | 'recommence' | 'aucun',
    mois: catalogue.get(demande.demarche).demarche.silence.mois,
    demandeLe: complement.demande_le,
    echeance: complement.echeance,
    avant: await dueBefore(tx, demande.id),
  }
  const due = acte === 'repondre-complement' ? dueOnceReceived(horloge, le) : undefined
  await applyActe(tx, {
    demande,
    acte,
    acteur,
    le,
    ...(due === undefined ? {} : { decisionImpliciteLe: due }),
    donnees: {
      complementId: complement.id,
      elements: prets.map(({ rang }) => rang),
      reste: reste.length,
      tardif,
      ...(due === undefined ? {} : { decisionImplicite: due }),
    },
  })
}

/** Writes what came of each element; its documents join the demande, in the place of those that they replace. */
async function receive(
  tx: Tx,
  given: Pick<Sending, 'demande' | 'complement' | 'prets' | 'le' | 'tardif'> & {
    textes: ReadonlyMap<number, string>
  },
): Promise<void> {
  const { demande, complement, prets, textes, le, tardif } = given
  for (const { rang, champ, pieceId } of prets) {
    await tx
      .insertInto('element_recu')
      .values({
        complement_id: complement.id,
        rang,
        reponse: textes.get(rang) ?? '',
        recu_le: le,
        tardif,
      })
      .execute()
    await attachElementPieces(tx, {
      complementId: complement.id,
      enAttente: champDElement(rang),
      demandeId: demande.id,
      champ: champ ?? 'complement',
      remplaceId: pieceId,
    })
  }
}

async function confirm(
  deps: Deps,
  tx: Tx,
  given: Pick<Sending, 'demande' | 'acteur' | 'le' | 'reste' | 'tardif'> & { echeance: string },
): Promise<void> {
  const { demande, acteur, le, reste, tardif, echeance } = given
  const { reference } = demande
  const { titre } = deps.catalogue.get(demande.demarche).demarche
  const { email } = await getCompte(tx, acteur.usagerId)
  const recu = { reference, titre, le, reste: reste.length, bloque: attendBloquant(reste), echeance, tardif }
  await queueMail(tx, le, {
    ...complementRecu(deps, recu),
    destinataire: email,
    usagerId: acteur.usagerId,
    demandeId: demande.id,
  })
}
