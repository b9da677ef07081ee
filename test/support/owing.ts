import { v7 as uuidv7 } from 'uuid'
import type { Context } from '../../src/app/context.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { makeReference } from '../../src/platform/reference/reference.ts'
import type { TestDatabase } from './database.ts'

export interface DemandeQuiDoit {
  /** Files a Pack rentrée that owes 22 €, or what is given. @returns its reference */
  insert(montantCents?: number): Promise<string>
  /** Files one that owes nothing yet. */
  insertDemande(db?: Db): Promise<{ id: string; reference: string }>
  /** The states of its attempts, the oldest first. */
  attemptsOf(reference: string): Promise<string[]>
}

/** Demandes of one person that owe something, without going through the form each time. */
export function insertOwing(base: TestDatabase, context: Context, usagerId: string): DemandeQuiDoit {
  const insertDemande = async (db: Db = base.db) => {
    const id = uuidv7()
    const reference = makeReference('pack-rentree', 2026)
    const le = context.clock.now()
    const { version } = context.catalogue.get('pack-rentree').demarche.formulaire ?? {}
    await db
      .insertInto('demande')
      .values({
        ...{ id, reference, usager_id: usagerId, demarche: 'pack-rentree' },
        ...{ definition_version: version ?? '', conditions_generales_version: 1, conditions_version: 1 },
        ...{ reponses: JSON.stringify({ racine: {}, groupes: {} }), beneficiaires: '' },
        ...{ deposee_le: le, statut: 'deposee', statut_depuis: le },
      })
      .execute()
    return { id, reference }
  }
  return {
    insertDemande,
    insert: async (montantCents = 2_200) => {
      const { id, reference } = await insertDemande()
      const le = context.clock.now()
      const ligne = { libelle: 'Carte de transport', pourQui: 'Léa', montantCents, etapes: [] }
      await base.db
        .insertInto('montant_du')
        .values({
          ...{ demande_id: id, montant_cents: montantCents, lignes: JSON.stringify([ligne]) },
          ...{ moment: 'depot', gele_le: le, exigible_le: le, a_payer_avant: '2027-01-31' },
        })
        .execute()
      return reference
    },
    attemptsOf: async (reference) => {
      const rows = await base.db
        .selectFrom('paiement')
        .innerJoin('demande', 'demande.id', 'paiement.demande_id')
        .select('paiement.statut')
        .where('demande.reference', '=', reference)
        .orderBy('paiement.rang')
        .execute()
      return rows.map(({ statut }) => statut)
    },
  }
}
