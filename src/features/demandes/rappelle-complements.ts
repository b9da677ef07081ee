import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { rappelDu } from '../../platform/legal-clock/complement.ts'
import { parisDay, startOfParisDay } from '../../platform/legal-clock/paris.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { notifie } from '../notifications/index.ts'
import { attendus, elementsVus, RAPPELS_JOURS, RECUS } from './complement.ts'
import type { SilenceDeps } from './constate-silence.ts'
import { rappelComplement } from './courriels/rappel-complement.ts'
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
      .select(['demande.demarche', 'demande.usager_id as usagerId', 'usager.email'])
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
      const { reference, echeance } = row
      if (row.usagerId === null || row.email === null) {
        const sujet = `Votre demande ${reference} : il manque encore quelque chose`
        const nouvelle = { modele: 'rappel-complement', sujet, lettre: 'inutile' } as const
        await deps.tellDemandeurPapier(tx, row.demandeId, le, nouvelle)
        continue
      }
      const nombre = attendus(elementsVus(row.elements, row.recus)).length
      const titre = deps.catalogue.titreDe(row.demarche)
      const demarche = deps.catalogue.all().find((one) => one.demarche.slug === row.demarche)?.demarche
      await notifie(tx, {
        genre: 'complement.rappel',
        donnees: { echeance },
        ...{ usagerId: row.usagerId, demandeId: row.demandeId, objetId: row.id, le, courriel: null },
      })
      await queueMail(tx, le, {
        ...rappelComplement(deps, { reference, titre, demarche, nombre, echeance }),
        destinataire: row.email,
        usagerId: row.usagerId,
        demandeId: row.demandeId,
      })
    }
    return near.length
  })
}
