import { afficherValeur } from '../../formulaire/champs/index.ts'
import type { Adresse, DefinitionFormulaire, Reponses } from '../../formulaire/definition.ts'
import type { APayerDesormais } from '../paiements/index.ts'

/** Who a decision is written to and by whom, as they were that day: what the document shows again for ever. */
export interface QuiEtOu {
  destinataire: { prenom: string; nom: string; adresse: readonly string[] }
  decideur: { prenom: string; nom: string; qualite: string }
  /** The decider became a number since (CRPA L111-2): what is given is a copy; the original bears the name. */
  anonyme?: true
  /** The original of such a decision: it bears the name, and is not for the person. */
  aGarder?: true
  /** What was missing when a right was granted: it counts from the day that it comes (CRPA L114-5-1). */
  manque?: readonly string[]
  /** What this decision makes payable: how much, until when and how. */
  aPayer?: APayerDesormais
}

/**
 * The postal address that the demande gives, else that of the account, line by line; empty where neither has one.
 */
export function adresseDe(
  definition: DefinitionFormulaire | undefined,
  reponses: Reponses,
  duCompte: Adresse | null,
): string[] {
  const champs = (definition?.pages ?? []).flatMap((page) =>
    page.kind === 'simple' ? page.sections.flatMap((section) => section.champs) : [],
  )
  const champ = champs.find(({ type, id }) => type === 'adresse-postale' && reponses.racine[id] !== undefined)
  const adresse = champ ? (reponses.racine[champ.id] as Adresse) : duCompte
  if (!adresse) return []
  const lignes = afficherValeur({ id: '', libelle: '', type: 'adresse-postale' }, adresse)
  return lignes.split('\n').filter((ligne) => ligne.trim() !== '')
}
