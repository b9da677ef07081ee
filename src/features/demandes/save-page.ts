import type { DefinitionFormulaire, Saisie } from '../../formulaire/definition.ts'
import { readPage } from '../../formulaire/page-saisie.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { Fields } from '../../platform/http/fields.ts'
import { type Titulaire, titulaireId } from '../../platform/session/titulaire.ts'
import {
  type BrouillonAvecPieces,
  type BrouillonRow,
  getBrouillon,
  lockBrouillon,
  updateSaisie,
  updateUnchanged,
} from './brouillon-store.ts'
import { type BrouillonDeps, formulaireDe } from './parcours-de-brouillon.ts'
import { BrouillonIntrouvable, BrouillonModifieAilleurs } from './refusals.ts'

export interface PageToSave {
  brouillonId: string
  pageId: string
  instanceId: string | undefined
  fields: Fields
  /** The revision that the page showed: another tab may have saved since. */
  revisionVue: number | undefined
}

/**
 * Keeps what a page sent, valid or not. @returns the brouillon as it is now
 * @throws BrouillonIntrouvable | BrouillonDejaDepose | BrouillonModifieAilleurs | ServiceFerme
 */
export function savePage(
  deps: BrouillonDeps,
  acteur: Titulaire,
  page: PageToSave,
): Promise<BrouillonAvecPieces> {
  return changeSaisie(deps, acteur, page, (saisie, definition) => withPage(saisie, definition, page))
}

/** The answers with those of one page as it was sent. @throws BrouillonIntrouvable when there is no such page */
export function withPage(
  saisie: Saisie,
  definition: DefinitionFormulaire,
  page: Pick<PageToSave, 'pageId' | 'instanceId' | 'fields'>,
): Saisie {
  const found = definition.pages.find((p) => p.id === page.pageId)
  if (!found) throw new BrouillonIntrouvable()
  return readPage(saisie, found, page.instanceId, page.fields)
}

/**
 * Changes a brouillon: in one statement if nobody changes it at the same moment (two statements less, a third of the
 * CPU), under its lock otherwise, where `change` is then asked again.
 * @returns it as it is now
 */
export async function changeSaisie(
  deps: BrouillonDeps,
  acteur: Titulaire,
  { brouillonId, pageId, revisionVue }: Pick<PageToSave, 'brouillonId' | 'pageId' | 'revisionVue'>,
  change: (saisie: Saisie, definition: DefinitionFormulaire) => Saisie,
): Promise<BrouillonAvecPieces> {
  const le = deps.clock.now()
  const changed = <R extends BrouillonRow>(row: R) => {
    deps.calendrier.exigeOuverte(row.demarche)
    if (revisionVue !== undefined && revisionVue !== row.revision) throw new BrouillonModifieAilleurs()
    const saisie = change(row.saisie, formulaireDe(deps.catalogue.get(row.demarche)))
    return { ...row, saisie, page: pageId, changements: null, revision: row.revision + 1, modifieLe: le }
  }
  const read = await getBrouillon(deps.db, titulaireId(acteur), brouillonId)
  const next = changed(read)
  if (await updateUnchanged(deps.db, titulaireId(acteur), read, { ...next, le })) return next
  return inTransaction(deps.db, async (tx) => {
    const locked = await lockBrouillon(tx, titulaireId(acteur), brouillonId)
    const after = changed(locked)
    return { ...after, pieces: await updateSaisie(tx, locked, { ...after, le }) }
  })
}
