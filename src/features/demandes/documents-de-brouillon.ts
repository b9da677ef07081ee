import type { PageVue } from '../../formulaire/reach.ts'
import { type Fields, textField } from '../../platform/http/fields.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { keepPiece, type Offre, offresOf, reuseDocument } from '../documents/index.ts'
import type { DemandesDeps } from './demandes-deps.ts'

/** What the person keeps, where a page asks for documents; no query elsewhere. */
export async function offresDeLaPage(
  { db }: Pick<DemandesDeps, 'db'>,
  { usagerId }: UsagerActor,
  { sections }: PageVue,
): Promise<readonly Offre[]> {
  const demande = sections.some(({ champs }) => champs.some(({ champ }) => champ.type === 'piece'))
  return demande ? offresOf(db, usagerId) : []
}

type Deps = Pick<DemandesDeps, 'db' | 'clock' | 'champDePiece'>

/**
 * The buttons beside a field for documents, once the page is saved: use one again, keep one.
 * @returns whether one of them was pressed
 * @throws DocumentIntrouvable | DocumentRefuse | PieceIntrouvable
 */
export async function actOnDocuments(
  deps: Deps,
  acteur: UsagerActor,
  fields: Fields,
  brouillonId: string,
): Promise<boolean> {
  const garder = textField(fields, 'garder-piece')
  const [champ, documentId] = textField(fields, 'reprendre-document').split(':')
  if (garder) await keepPiece(deps, acteur, garder)
  else if (champ && documentId)
    await reuseDocument(deps, acteur, documentId, { kind: 'brouillon', id: brouillonId, champ })
  else return false
  return true
}

/** The same beside the answer to a complement, which takes any kind. */
export async function actOnComplement(
  deps: Deps,
  acteur: UsagerActor,
  fields: Fields,
  complementId: string | undefined,
): Promise<boolean> {
  const garder = textField(fields, 'garder-piece')
  const documentId = textField(fields, 'reprendre-document')
  if (garder) await keepPiece(deps, acteur, garder)
  else if (documentId && complementId)
    await reuseDocument(deps, acteur, documentId, { kind: 'complement', id: complementId })
  else return false
  return true
}
