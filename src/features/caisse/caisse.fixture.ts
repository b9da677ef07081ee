import { v7 as uuidv7 } from 'uuid'
import { createTestClock, type TestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { makeReference } from '../../platform/reference/reference.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { Moyen } from './ecriture.ts'

const NOW = '2026-11-24T09:00:00Z'

export interface PaiementDEssai {
  demarche?: string
  moyen?: Moyen
  montantCents?: number
  /** When it was accepted. */
  le?: string | Date
  demandeId?: string | null
  transactionId?: string | null
}

/** Accounts on a real database: a régisseur, and entries written as the product writes them. */
export interface Caisse {
  base: TestDatabase
  clock: TestClock
  deps: {
    db: TestDatabase['db']
    clock: TestClock
    mailIdentity: typeof collectiviteDEssai
    publicOrigin: string
    titreDe: (slug: string) => string
    prestataire: undefined
  }
  regisseur: AgentActor
  /** @returns the id of an accepted payment */
  addPaiement(paiement?: PaiementDEssai): Promise<string>
  addRemboursement(paiementId: string, montantCents: number, le: string | Date): Promise<void>
  /** A demande that owes something. */
  addDue(montantCents?: number): Promise<{ id: string; reference: string; email: string }>
}

export async function openCaisse(): Promise<Caisse> {
  const base = await createTestDatabase()
  const clock = createTestClock(NOW)
  const regisseur = await addRegisseur(base)
  let sequence = 0
  const next = (): number => {
    sequence += 1
    return sequence
  }
  return {
    base,
    clock,
    deps: {
      ...{ db: base.db, clock, mailIdentity: collectiviteDEssai },
      ...{ publicOrigin: 'https://espace.essai.example', titreDe: (slug) => slug },
      prestataire: undefined,
    },
    regisseur,
    addPaiement: (paiement = {}) => addPaiement(base, clock.now(), paiement),
    addRemboursement: async (paiementId, montantCents, le) => {
      await base.db
        .insertInto('remboursement')
        .values({
          ...{ id: uuidv7(), paiement_id: paiementId, sequence: next(), montant_cents: montantCents },
          ...{ motif: 'Rendu', operation: 'remboursement', statut: 'fait', demande_par: regisseur.agentId },
          ...{ demande_le: le, conclu_le: le, transaction_id: `R${uuidv7()}` },
        })
        .execute()
    },
    addDue: (montantCents = 2_200) => addDue(base, clock.now(), next(), montantCents),
  }
}

async function addRegisseur(base: TestDatabase): Promise<AgentActor> {
  const id = uuidv7()
  const email = 'regie@essai.example'
  await base.db
    .insertInto('agent')
    .values({
      ...{ id, email, email_normalise: email, mot_de_passe: 'x', mot_de_passe_le: NOW, prenom: 'Ada' },
      ...{ nom: 'Martin', qualite: 'régisseuse', role: 'regisseur', totp_chiffre: Buffer.from('x') },
      cree_le: NOW,
    })
    .execute()
  return {
    ...{ kind: 'agent', agentId: id, sessionId: uuidv7(), role: 'regisseur', nomAffiche: 'Ada' },
    demarches: ['aide', 'carte', 'pack'],
  }
}

async function addPaiement(base: TestDatabase, now: Date, paiement: PaiementDEssai): Promise<string> {
  const id = uuidv7()
  const { demarche = 'aide', moyen = 'carte', montantCents = 2_200, le = now, demandeId = null } = paiement
  await base.db
    .insertInto('paiement')
    .values({
      ...{ id, demande_id: demandeId, demarche, rang: 1, commande: `E-${id}`, moyen, retour: id },
      ...{ montant_cents: montantCents, statut: 'accepte', cree_le: le, conclu_le: le },
      transaction_id: moyen === 'carte' ? (paiement.transactionId ?? `T${id}`) : null,
    })
    .execute()
  return id
}

async function addDue(base: TestDatabase, le: Date, numero: number, montantCents: number) {
  const [id, usagerId] = [uuidv7(), uuidv7()]
  const reference = makeReference('aide', 2026)
  const email = `usager${numero}@essai.example`
  await base.db
    .insertInto('usager')
    .values({
      ...{ id: usagerId, email, email_normalise: email, mot_de_passe: 'x', mot_de_passe_le: le },
      ...{ prenom: 'Élodie', nom: 'Dupont', cree_le: le },
    })
    .execute()
  await base.db
    .insertInto('demande')
    .values({
      ...{ id, reference, usager_id: usagerId, demarche: 'aide', definition_version: '1' },
      ...{ conditions_generales_version: 1, conditions_version: 1, reponses: '{}', beneficiaires: '' },
      ...{ deposee_le: le, statut: 'deposee', statut_depuis: le },
    })
    .execute()
  await base.db
    .insertInto('montant_du')
    .values({
      ...{ demande_id: id, montant_cents: montantCents, moment: 'depot', gele_le: le, exigible_le: le },
      lignes: JSON.stringify([{ libelle: 'Aide', pourQui: null, montantCents, etapes: [] }]),
      a_payer_avant: '2027-01-31',
    })
    .execute()
  return { id, reference, email }
}
