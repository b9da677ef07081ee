import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { rappelDu } from '../../platform/legal-clock/complement.ts'
import { parisDay, startOfParisDay } from '../../platform/legal-clock/paris.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { notifie } from '../notifications/index.ts'
import { attendus, documentsAttendus, elementsVus, RAPPELS_JOURS, RECUS } from './complement.ts'
import type { SilenceDeps } from './constate-silence.ts'
import { rappelApresAccord, rappelComplement } from './courriels/rappel-complement.ts'
import { isFinal } from './demande.ts'
import type { TellDemandeurPapier } from './nouvelle-sur-papier.ts'

export interface RappelDeps extends SilenceDeps {
  collectivite: { rappelsComplementJours?: readonly number[] }
  tellDemandeurPapier: TellDemandeurPapier
}

const BATCH = 200

/**
 * Reminds of the complements whose deadline comes near, once for each configured number of days; one that was missed
 * (the worker was down) is not sent beside the next. @returns how many
 */
export function rappelleComplements(deps: RappelDeps): Promise<number> {
  const le = deps.clock.now()
  const today = parisDay(le)
  const jours = deps.collectivite.rappelsComplementJours ?? RAPPELS_JOURS
  const dernier = parisDay(startOfParisDay(today, Math.max(0, ...jours)))
  return inTransaction(deps.db, async (tx) => {
    const near = await tx
      .selectFrom('complement as c')
      .innerJoin('demande', 'demande.id', 'c.demande_id')
      .leftJoin('usager', 'usager.id', 'demande.usager_id')
      .leftJoin('demandeur_papier as papier', 'papier.demande_id', 'demande.id')
      .select(['c.id', 'c.echeance', 'c.elements', 'demande.id as demandeId', 'demande.reference'])
      .select(['demande.demarche', 'demande.statut', 'demande.usager_id as usagerId', 'usager.email'])
      .select(sql<Parameters<typeof elementsVus>[1]>`${sql.raw(RECUS)}`.as('recus'))
      .where('c.clos_le', 'is', null)
      // On paper, only whoever gave an address: a letter would arrive too late.
      .where((eb) => eb.or([eb('usager.id', 'is not', null), eb('papier.email', 'is not', null)]))
      .where('c.echeance', '>=', today)
      .where('c.echeance', '<=', dernier)
      .where((eb) =>
        eb.or(
          jours.map((before) =>
            eb.and([
              eb('c.echeance', '<=', parisDay(startOfParisDay(today, before))),
              eb.not(
                eb.exists(
                  eb
                    .selectFrom('rappel_complement as r')
                    .select('r.jours')
                    .whereRef('r.complement_id', '=', 'c.id')
                    .whereRef('r.echeance', '=', 'c.echeance')
                    .where('r.jours', '<=', before),
                ),
              ),
            ]),
          ),
        ),
      )
      .limit(BATCH)
      .modifyEnd(sql`for no key update of demande, c skip locked`)
      .execute()
    for (const row of near) {
      const before = rappelDu(row.echeance, today, jours)
      if (before === undefined) throw new Error(`no reminder is due for complement ${row.id}`)
      await tx
        .insertInto('rappel_complement')
        .values({ complement_id: row.id, echeance: row.echeance, jours: before, le })
        .execute()
      await rappelle(deps, tx, row, le)
    }
    return near.length
  })
}

interface Proche {
  id: string
  echeance: string
  elements: unknown
  recus: Parameters<typeof elementsVus>[1]
  demandeId: string
  reference: string
  demarche: string
  statut: string
  usagerId: string | null
  email: string | null
}

/** Tells of one: until when, or, once something was granted, that it waits for documents and no day is the last. */
async function rappelle(deps: RappelDeps, tx: Tx, row: Proche, le: Date): Promise<void> {
  const { reference, echeance, usagerId, demandeId } = row
  const elements = elementsVus(row.elements, row.recus)
  const accordee = isFinal(row.statut)
  const nombre = (accordee ? documentsAttendus(elements) : attendus(elements)).length
  // A question that nobody answered changes nothing to what was granted.
  if (nombre === 0) return
  if (usagerId === null || row.email === null) {
    const sujet = `Votre demande ${reference} : il manque encore quelque chose`
    await deps.tellDemandeurPapier(tx, demandeId, le, {
      ...{ modele: 'rappel-complement', sujet, lettre: 'inutile' },
    })
    return
  }
  const demarche = deps.catalogue.all().find((one) => one.demarche.slug === row.demarche)?.demarche
  const rappel = { reference, titre: deps.catalogue.titreDe(row.demarche), demarche, nombre }
  const ici = { usagerId, demandeId, objetId: row.id, le, courriel: null }
  if (accordee) await notifie(tx, { genre: 'complement.rappel-apres-accord', ...ici })
  else await notifie(tx, { genre: 'complement.rappel', donnees: { echeance }, ...ici })
  await queueMail(tx, le, {
    ...(accordee ? rappelApresAccord(deps, rappel) : rappelComplement(deps, { ...rappel, echeance })),
    destinataire: row.email,
    usagerId,
    demandeId,
  })
}
