import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../src/platform/db/database.ts'
import { makeReference } from '../../src/platform/reference/reference.ts'

/** Demandes filed and frozen as a dépôt leaves them, each with an amount of its own. @returns their references */
export async function addDus(
  db: Db,
  dus: readonly { usagerId: string; montantCents: number }[],
): Promise<string[]> {
  const le = new Date()
  const filed = dus.map(({ usagerId, montantCents }) => ({
    ...{ id: uuidv7(), reference: makeReference('pack-rentree', 2026), usagerId, montantCents },
  }))
  for (let from = 0; from < filed.length; from += 500) {
    const some = filed.slice(from, from + 500)
    await db
      .insertInto('demande')
      .values(
        some.map(({ id, reference, usagerId }) => ({
          ...{ id, reference, usager_id: usagerId, demarche: 'pack-rentree', definition_version: '1' },
          ...{ conditions_generales_version: 1, conditions_version: 1, reponses: '{}', beneficiaires: '' },
          ...{ deposee_le: le, statut: 'deposee', statut_depuis: le },
        })),
      )
      .execute()
    await db
      .insertInto('montant_du')
      .values(
        some.map(({ id, montantCents }) => ({
          demande_id: id,
          montant_cents: montantCents,
          lignes: JSON.stringify([
            { libelle: 'Carte de transport', pourQui: 'Léa', montantCents, etapes: [] },
          ]),
          ...{ moment: 'depot', gele_le: le, exigible_le: le, a_payer_avant: '2099-01-31' },
        })),
      )
      .execute()
  }
  return filed.map(({ reference }) => reference)
}
