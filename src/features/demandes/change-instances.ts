import { v7 as uuidv7 } from 'uuid'
import { addInstance, removeInstance } from '../../formulaire/page-saisie.ts'
import { personneEnSaisie } from '../../formulaire/prefill.ts'
import type { Titulaire } from '../../platform/session/titulaire.ts'
import { foyerOf } from '../comptes/index.ts'
import type { BrouillonDeps } from './parcours-de-brouillon.ts'
import { BrouillonIntrouvable } from './refusals.ts'
import { changeSaisie, type PageToSave } from './save-page.ts'

type ListPage = Pick<PageToSave, 'brouillonId' | 'pageId' | 'revisionVue'>

/** Adds an empty child, or one that the foyer knows. @returns the page to write about them; the list when it is full */
export async function addEnfant(
  deps: BrouillonDeps,
  acteur: Titulaire,
  page: ListPage & { foyerEnfantId: string | undefined },
): Promise<string> {
  const connu =
    page.foyerEnfantId && acteur.kind === 'usager'
      ? (await foyerOf(deps.db, acteur.usagerId)).find((enfant) => enfant.id === page.foyerEnfantId)
      : undefined
  // The child of the foyer keeps its identifier, so that it is not offered twice.
  const instanceId = connu?.id ?? uuidv7()
  const sienne = `${page.pageId}/${instanceId}`
  let adresse = sienne
  await changeSaisie(deps, acteur, page, (saisie, definition) => {
    const liste = definition.pages.find((p) => p.id === page.pageId)
    if (liste?.kind !== 'liste') throw new BrouillonIntrouvable()
    const groupe = definition.groupes.find((g) => g.id === liste.groupe)
    if (saisie.groupes[liste.groupe]?.some((instance) => instance.id === instanceId)) return saisie
    const valeurs = connu && groupe ? personneEnSaisie(groupe.identite, connu) : {}
    const added = addInstance(definition, saisie, liste.groupe, { id: instanceId, valeurs })
    adresse = added ? sienne : page.pageId
    return added ?? saisie
  })
  return adresse
}

export async function removeEnfant(
  deps: BrouillonDeps,
  acteur: Titulaire,
  page: ListPage & { retireId: string },
): Promise<void> {
  await changeSaisie(deps, acteur, page, (saisie, definition) => {
    const liste = definition.pages.find((p) => p.id === page.pageId)
    if (liste?.kind !== 'liste') throw new BrouillonIntrouvable()
    return removeInstance(saisie, liste.groupe, page.retireId)
  })
}
