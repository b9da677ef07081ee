import { createHash } from 'node:crypto'
import { canonique } from '../../platform/journal/canonique.ts'
import type { Cloture } from './cloture.ts'
import type { Ecriture } from './ecriture.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The fingerprint of some entries, in hexadecimal: what somebody saw before they closed a day. */
export const empreinteDEcritures = (ecritures: readonly Ecriture[]): string =>
  sha256(canonique(['ecritures/1', ...ecritures.flatMap(champsDe)]))

/** The fingerprint of a closing, in hexadecimal: its entries as they were, who closed it, and the one before. */
export const empreinteDeCloture = (cloture: Omit<Cloture, 'empreinte' | 'totaux'>): string =>
  sha256(
    canonique([
      'cloture/1',
      cloture.id,
      String(cloture.numero),
      cloture.jour,
      String(cloture.entreesCents),
      String(cloture.sortiesCents),
      cloture.closeLe.toISOString(),
      cloture.closePar,
      empreinteDEcritures(cloture.ecritures),
      cloture.precedent,
    ]),
  )

const champsDe = (ecriture: Ecriture): (string | null)[] => [
  ecriture.id,
  ecriture.genre,
  ecriture.jour,
  ecriture.le,
  ecriture.paiementId,
  ecriture.commande,
  ecriture.demarche,
  ecriture.moyen,
  String(ecriture.montantCents),
  ecriture.transactionId,
]
