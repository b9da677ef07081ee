import { createHash, createHmac } from 'node:crypto'
import { canonique } from './canonique.ts'

/** A line of the journal as it is hashed: every field in the very text that the base writes. */
export interface LigneScellee {
  id: string
  /** UTC with microseconds, `2026-11-23T09:00:00.000000Z`. */
  le: string
  acteur: string
  acteurId: string | null
  action: string
  demandeId: string | null
  objetId: string | null
  /** The jsonb as PostgreSQL writes it. */
  donnees: string
  /** Hexadecimal fingerprint of the line before it of the same demande. */
  precedent: string | null
}

/** A seal as it is hashed. */
export interface SceauScelle {
  numero: number
  apresId: string
  jusquAId: string
  lignes: number
  racine: string
  scelleLe: string
  precedent: string | null
}

const sha256 = (texte: string): string => createHash('sha256').update(texte).digest('hex')

/** The fingerprint of a line, in hexadecimal; the base computes the same in `empreinte_du_journal`. */
export const empreinteDeLigne = (ligne: LigneScellee): string =>
  sha256(
    canonique([
      'journal/1',
      ligne.id,
      ligne.le,
      ligne.acteur,
      ligne.acteurId,
      ligne.action,
      ligne.demandeId,
      ligne.objetId,
      ligne.donnees,
      ligne.precedent,
    ]),
  )

/** The fingerprint of a seal, in hexadecimal. */
export const empreinteDeSceau = (sceau: SceauScelle): string =>
  sha256(
    canonique([
      'sceau/1',
      String(sceau.numero),
      sceau.apresId,
      sceau.jusquAId,
      String(sceau.lignes),
      sceau.racine,
      sceau.scelleLe,
      sceau.precedent,
    ]),
  )

/** What only who holds the key of the product can write under a seal. */
export const attestationDe = (key: Buffer, empreinte: string): Buffer =>
  createHmac('sha256', key).update(`sceau/1 ${empreinte}`).digest()
