import type { Tx } from '../../platform/db/database.ts'

/** What is told to whoever filed on paper; its paragraphs are those of the letter of this name (instruction). */
export interface NouvelleSurPapier {
  /** Those that have a letter (instruction/lettre-de.ts). */
  modele: 'complement-prolonge' | 'complement-recu' | 'demande-bientot-effacee' | 'rappel-complement'
  sujet: string
  /** A letter that costs a stamp and asks nothing is not written; a mail is sent all the same. */
  lettre?: 'inutile'
}

/** Tells whoever filed on paper, by mail or by letter; nothing for a demande of an account. */
export type TellDemandeurPapier = (
  tx: Tx,
  demandeId: string,
  le: Date,
  nouvelle: NouvelleSurPapier,
) => Promise<void>
